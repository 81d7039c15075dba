import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { Problem, sentenceOf } from "../../api/problem";
import { EvidenceField } from "../../app/evidence-field";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { Button } from "../../ui/button";
import { CancelButton, confirmed, Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { closeDialog, noteSigned } from "./contracts.state";
import { fm } from "./form-messages";
import { type Judged, JudgedNote } from "./judged";
import { type TermsEntries, termsBody, termsEntries, wrongNumbers } from "./terms-entries";
import { ConditionFields, DateFields, FormPart, PaymentFields, PeriodFields, PromiseFields } from "./terms-fields";
import { tm } from "./terms-messages";
import type { Change, ContractSheet } from "./types";
import { ChangeTable } from "./versions-tab";
import { useWrongEntries } from "./wrong-entries";

interface Entries extends TermsEntries {
  supplement_no: string;
  signed_on: string;
  requested_on: string;
  cause: string;
  reason: string;
}

function wrongOf(entries: Entries): string[] {
  const wrong = wrongNumbers(entries);
  if (!entries.supplement_no.trim()) wrong.push("supplement_no");
  if (!entries.signed_on) wrong.push("signed_on");
  return wrong;
}

/** A supplement: the terms in force, to be changed; first what it would do, then its signing. */
export function SupplementDialog({ contract }: { contract: ContractSheet }) {
  const last = contract.versions.at(-1);
  const [entries, setEntries] = useState<Entries>(() => ({
    ...termsEntries({ ...last?.terms, conditions: last?.conditions }),
    supplement_no: "",
    signed_on: zone.value?.today ?? "",
    requested_on: "",
    cause: "own",
    reason: "",
  }));
  const [wrong, setWrong] = useWrongEntries();
  const [judged, setJudged] = useState<Judged | null>(null);
  const [changes, setChanges] = useState<Change[] | null>(null);
  const [busy, setBusy] = useState<"check" | "sign" | null>(null);
  const set = (change: Partial<Entries>) => setEntries((before) => ({ ...before, ...change }));
  const path = { contract_id: contract.id };
  const body = () => ({
    ...termsBody(entries),
    supplement_no: entries.supplement_no.trim(),
    signed_on: entries.signed_on,
    requested_on: entries.requested_on || null,
    cause: entries.cause,
    reason: entries.reason.trim(),
    expected_version_no: last?.version_no,
  });
  const ready = () => {
    const found = wrongOf(entries);
    setWrong(found);
    return found.length === 0;
  };
  const run = async (what: "check" | "sign", act: () => Promise<void>) => {
    setBusy(what);
    setJudged(null);
    try {
      await act();
    } catch (error) {
      setJudged({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
    } finally {
      setBusy(null);
    }
  };
  const check = () =>
    ready() &&
    run("check", async () => {
      const answer = await api.post("/api/contracts/{contract_id}/supplements/check", { path, body: body() });
      setChanges(answer.changes);
      setJudged({ sentence: null, findings: answer.findings });
    });
  const sign = async () => {
    if (!ready()) return;
    const number = entries.supplement_no.trim();
    if (!(await confirmed({ title: fm.sign(), text: fm.supplementText(number), confirm: fm.sign() }))) return;
    await run("sign", async () => {
      const answer = await api.post("/api/contracts/{contract_id}/supplements", { path, body: body() });
      toast(fm.supplemented(answer.version_no));
      noteSigned(contract.id);
    });
  };
  const terms = { entries, set, wrong };
  const isAllotment = contract.instrument === "allotment";
  return (
    <Dialog
      title={fm.supplementTitle(contract.contract_no)}
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
            {fm.sign()}
          </Button>
        </>
      }
    >
      <div class="contracts-form">
        <JudgedNote judged={judged} />
        {changes && (
          <section>
            <h3>{fm.changes()}</h3>
            {changes.length ? <ChangeTable changes={changes} /> : <p class="quiet">{fm.noChanges()}</p>}
          </section>
        )}
        <FormPart title={fm.reason()}>
          <TextField
            label={fm.supplementNo()}
            value={entries.supplement_no}
            error={wrong.includes("supplement_no") ? fm.needText() : undefined}
            onValue={(supplement_no) => set({ supplement_no })}
          />
          <TextField
            type="date"
            label={fm.signedOn()}
            value={entries.signed_on}
            error={wrong.includes("signed_on") ? fm.needDay() : undefined}
            onValue={(signed_on) => set({ signed_on })}
          />
          <TextField
            type="date"
            label={fm.requestedOn()}
            value={entries.requested_on}
            onValue={(requested_on) => set({ requested_on })}
          />
          <SelectField
            label={fm.cause()}
            value={entries.cause}
            options={termOptions("supply.SupplementCause")}
            onValue={(cause) => set({ cause })}
          />
          <div class="contracts-rows">
            <TextField label={fm.reason()} value={entries.reason} required onValue={(reason) => set({ reason })} />
            <EvidenceField
              label={fm.proof()}
              required
              files={entries.files}
              parkCode={contract.park_code}
              onFiles={(files) => set({ files })}
            />
          </div>
        </FormPart>
        <Note>{fm.supplementHint()}</Note>
        <FormPart title={fm.partsDates()}>
          <DateFields {...terms} isAllotment={isAllotment} />
          {!isAllotment && <PeriodFields {...terms} />}
        </FormPart>
        <FormPart title={isAllotment ? fm.partsCost() : fm.partsPrice()}>
          <TextField
            label={isAllotment ? tm.allotmentCost() : tm.price()}
            unit={fm.yuan()}
            inputMode="decimal"
            value={entries.price_yuan}
            error={wrong.includes("price_yuan") ? fm.needNumber() : undefined}
            onValue={(price_yuan) => set({ price_yuan })}
          />
          <PaymentFields {...terms} />
        </FormPart>
        {!isAllotment && (
          <FormPart title={tm.promises()}>
            <PromiseFields {...terms} />
          </FormPart>
        )}
        <FormPart title={fm.partsConditions()}>
          <ConditionFields {...terms} />
        </FormPart>
      </div>
    </Dialog>
  );
}
