import { useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import type { Finding } from "../../api/types";
import { can } from "../../app/session";
import { zone } from "../../app/zone";
import { isIsoDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { isOpen, isWaiting, openRows } from "./preview";
import { acceptSurvey, chosenRows, rejectSurvey } from "./survey.state";
import type { Survey } from "./types";

/** Take all or the chosen rows from a day on, or turn the file down with a reason. */
export function Decision({ survey }: { survey: Survey }) {
  if (!isOpen(survey.state)) return null;
  if (!can("survey:accept")) return <p class="survey-section quiet">{m.readOnly()}</p>;
  return (
    <section class="survey-section">
      <h4>{m.decide()}</h4>
      <AcceptForm survey={survey} />
    </section>
  );
}

function AcceptForm({ survey }: { survey: Survey }) {
  const [validFrom, setValidFrom] = useState(zone.value?.today ?? "");
  const [document, setDocument] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [failure, setFailure] = useState<{ sentence: string; findings: Finding[] } | null>(null);
  const [busy, setBusy] = useState<"all" | "chosen" | null>(null);
  const [rejecting, setRejecting] = useState(false);
  const all = openRows(survey);
  const chosen = chosenRows.value.size;
  const waiting = isWaiting(survey);
  const blocked = survey.counts.blocked ?? 0;
  const accept = async (which: "all" | "chosen") => {
    setWrong(isIsoDate(validFrom) ? null : m.needDate());
    if (!isIsoDate(validFrom)) return;
    setBusy(which);
    setFailure(null);
    try {
      const rows = which === "chosen" ? [...chosenRows.value].sort((a, b) => a - b) : null;
      const taken = await acceptSurvey(survey.id, validFrom, document, rows);
      toast(m.accepted(taken.new, taken.revise));
    } catch (error) {
      setFailure({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
    } finally {
      setBusy(null);
    }
  };
  return (
    <div class="form-column">
      {waiting && <Note tone="warning">{m.unanswered()}</Note>}
      {!waiting && all === 0 && <Note tone="warning">{m.nothing()}</Note>}
      {!waiting && all > 0 && (
        <>
          <p>{m.acceptText(formatNumber(survey.counts.new ?? 0), formatNumber(survey.counts.revise ?? 0))}</p>
          {blocked > 0 && <Note tone="warning">{m.blockedText(formatNumber(blocked))}</Note>}
          <TextField
            label={m.validFrom()}
            type="date"
            value={validFrom}
            onValue={setValidFrom}
            error={wrong}
            required
          />
          <TextField
            label={m.document()}
            hint={m.documentHint()}
            value={document}
            onValue={setDocument}
            maxLength={200}
          />
        </>
      )}
      {failure && (
        <Note tone="error">
          {failure.sentence}
          {failure.findings.length > 0 && <FindingsList findings={failure.findings} />}
        </Note>
      )}
      <div class="survey-buttons">
        {!waiting && chosen > 0 && (
          <Button kind="primary" busy={busy === "chosen"} disabled={busy !== null} onClick={() => accept("chosen")}>
            {m.acceptChosen(formatNumber(chosen))}
          </Button>
        )}
        {!waiting && all > 0 && (
          <Button
            kind={chosen > 0 ? "plain" : "primary"}
            busy={busy === "all"}
            disabled={busy !== null}
            onClick={() => accept("all")}
          >
            {m.acceptAll(formatNumber(all))}
          </Button>
        )}
        <Button disabled={busy !== null} onClick={() => setRejecting(true)}>
          {m.reject()}
        </Button>
      </div>
      {rejecting && <RejectDialog survey={survey} close={() => setRejecting(false)} />}
    </div>
  );
}

function RejectDialog({ survey, close }: { survey: Survey; close: () => void }) {
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const reject = async (event: Event) => {
    event.preventDefault();
    if (reason.trim().length < 2) {
      setWrong(m.needReason());
      return;
    }
    setBusy(true);
    try {
      await rejectSurvey(survey.id, reason.trim());
      toast(m.rejected());
      close();
    } catch (error) {
      setWrong(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={m.rejectTitle(survey.file_name)}
      onClose={close}
      width={440}
      footer={
        <>
          <CancelButton />
          <Button kind="danger" type="submit" form="reject-form" busy={busy}>
            {m.reject()}
          </Button>
        </>
      }
    >
      <form id="reject-form" class="form-column" onSubmit={reject} noValidate>
        <p>{m.rejectText()}</p>
        <TextField label={m.reason()} value={reason} onValue={setReason} error={wrong} maxLength={500} required />
      </form>
    </Dialog>
  );
}
