import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { Problem, sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import { Button } from "../../ui/button";
import { CancelButton, confirmed, Dialog } from "../../ui/dialog";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { closeDialog, dialog, noteSigned } from "./contracts.state";
import { fm } from "./form-messages";
import { type Judged, JudgedNote } from "./judged";
import { PrefilledNote } from "./prefilled";
import { type SignEntries, signBody, signEntries, wrongEntries } from "./sign-entries";
import { SignFields } from "./sign-fields";
import { useWrongEntries } from "./wrong-entries";

type Draft = contract.DraftAnswer;

const draft = resource(
  () => {
    const open = dialog.value;
    return open?.kind === "sign" ? { allocation: open.allocationId, plot: open.plotId } : null;
  },
  (source, signal) => api.get("/api/contracts/draft", { query: source, signal }),
);

/** The form of a contract, filled in as far as announcement, decision and register know it. */
export function SignDialog({ allocationId }: { allocationId: number | undefined }) {
  const known = draft.data.value;
  const error = draft.error.value;
  if (known) return <SignForm key={known.plot_id} known={known} allocationId={allocationId ?? null} />;
  return (
    <Dialog title={fm.chooseTitle()} onClose={closeDialog} width={560}>
      {error ? <ErrorState text={sentenceOf(error)} onRetry={draft.reload} /> : <LoadingState />}
    </Dialog>
  );
}

function SignForm({ known, allocationId }: { known: Draft; allocationId: number | null }) {
  const [start] = useState<SignEntries>(() =>
    signEntries(known.values, { id: known.plot_id, no: known.plot_no }, allocationId),
  );
  const [entries, setEntries] = useState<SignEntries>(start);
  const [wrong, setWrong] = useWrongEntries();
  const [judged, setJudged] = useState<Judged | null>(null);
  const [busy, setBusy] = useState<"check" | "sign" | null>(null);
  const isAllotment = entries.instrument === "allotment";
  const set = (change: Partial<SignEntries>) => setEntries((before) => ({ ...before, ...change }));

  const send = async <T,>(what: "check" | "sign", request: () => Promise<T>): Promise<T | null> => {
    const found = wrongEntries(entries);
    setWrong(found);
    setJudged(null);
    if (found.length > 0) return null;
    setBusy(what);
    try {
      return await request();
    } catch (error) {
      setJudged({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
      return null;
    } finally {
      setBusy(null);
    }
  };
  const check = async () => {
    const answer = await send("check", () => api.post("/api/contracts/check", { body: signBody(entries) }));
    if (answer) setJudged({ sentence: null, findings: answer.findings });
  };
  const sign = async () => {
    if (wrongEntries(entries).length > 0) return setWrong(wrongEntries(entries));
    const number = entries.texts.contract_no.trim();
    const sure = isAllotment
      ? { title: fm.allotSure(), text: fm.allotText(number, entries.plotNo), confirm: fm.allot() }
      : { title: fm.signSure(), text: fm.signText(number, entries.plotNo), confirm: fm.sign() };
    if (!(await confirmed(sure))) return;
    const answer = await send("sign", () => api.post("/api/contracts", { body: signBody(entries) }));
    if (!answer) return;
    toast(isAllotment ? fm.allotted(number) : fm.signed(number));
    noteSigned(answer.id);
  };
  return (
    <Dialog
      title={isAllotment ? fm.allotTitle(known.plot_no) : fm.signTitle(known.plot_no)}
      onClose={closeDialog}
      width={980}
      footer={
        <>
          {wrong.length > 0 && <span class="contracts-late contracts-foot-note">{fm.wrong()}</span>}
          <CancelButton />
          <Button busy={busy === "check"} disabled={busy !== null} onClick={check}>
            {fm.check()}
          </Button>
          <Button kind="primary" busy={busy === "sign"} disabled={busy !== null} onClick={sign}>
            {isAllotment ? fm.allot() : fm.sign()}
          </Button>
        </>
      }
    >
      <div class="contracts-form">
        <JudgedNote judged={judged} />
        <Note>{allocationId === null ? fm.fromPlotText() : fm.fromAllocationText()}</Note>
        <PrefilledNote sources={known.rests_on} />
        <SignFields entries={entries} set={set} wrong={wrong} prefilled={{ start, sources: known.rests_on }} />
      </div>
    </Dialog>
  );
}
