import { useState } from "preact/hooks";
import { api } from "../../../api/client";
import { Problem } from "../../../api/problem";
import { FormDialog, TextArea } from "../../../app/form-dialog";
import { zone } from "../../../app/zone";
import { formatInstant } from "../../../locale/date";
import { inLanguage } from "../../../locale/language";
import { TextField } from "../../../ui/field";
import { Note } from "../../../ui/states";
import { AskDialog } from "./ask-dialog";
import { LinkDialog } from "./link-dialog";
import { r } from "./messages";
import { askingFor, closeReportDialog, readAgain, reportDialog, reportSheet, step } from "./reports.state";
import type { ReportSheet } from "./types";
import "./reports.css";

/** The one open form about a report, wherever it was opened. */
export function ReportDialogs() {
  const open = reportDialog.value;
  if (open?.kind === "link") return <LinkDialog report={open.report} />;
  if (open) return <StepDialog key={open.sheet.id} kind={open.kind} opened={open.sheet} />;
  return null;
}

/** The form by which a holder is asked, opened by the address from any desk. */
export function ReportAsking() {
  return askingFor.value === null ? null : <AskDialog contractId={askingFor.value} />;
}

type Kind = "return" | "accept" | "cancel";

/** Send back, take in, cancel. Where somebody was quicker, what was written stays and the newest step is shown beside it. */
function StepDialog({ kind, opened }: { kind: Kind; opened: ReportSheet }) {
  const [sheet, setSheet] = useState(opened);
  const [words, setWords] = useState("");
  const [due, setDue] = useState("");
  const today = zone.value?.today ?? "";
  const wasQuicker = sheet.sequence !== opened.sequence;
  const said = words.trim();
  const send = async () => {
    const path = { report_id: sheet.id };
    const body = { reason: said, expected_sequence: sheet.sequence };
    try {
      if (kind === "return")
        await step(api.post("/api/self-reports/{report_id}/return", { path, body: { ...body, due_on: due } }));
      else if (kind === "accept") await step(api.post("/api/self-reports/{report_id}/acceptance", { path, body }));
      else await step(api.post("/api/self-reports/{report_id}/cancellation", { path, body }));
    } catch (error) {
      if (error instanceof Problem && error.status === 409) {
        setSheet(await readAgain(sheet.id));
        reportSheet.reload();
      }
      throw error;
    }
  };
  const titles = { return: r.returnTitle, accept: r.acceptTitle, cancel: r.cancelTitle };
  const buttons = { return: r.sendBack, accept: r.accept, cancel: r.cancelReport };
  const dones = { return: r.returned, accept: r.accepted, cancel: r.cancelled };
  const isReady = kind === "accept" || (said.length >= 2 && (kind === "cancel" || due >= today));
  return (
    <FormDialog
      title={titles[kind](sheet.report_no)}
      submit={buttons[kind]()}
      done={dones[kind]()}
      danger={kind === "cancel"}
      width={560}
      ready={isReady && sheet.may[kind]}
      onSubmit={send}
      onClose={closeReportDialog}
    >
      {kind === "accept" && <Note>{r.acceptText()}</Note>}
      {kind === "cancel" && <Note tone="warning">{r.cancelText()}</Note>}
      {wasQuicker && <Quicker sheet={sheet} />}
      <TextArea
        label={kind === "return" ? r.returnReason() : kind === "accept" ? r.remark() : r.reason()}
        hint={kind === "return" ? r.returnHint() : undefined}
        value={words}
        onValue={setWords}
        required={kind !== "accept"}
      />
      {kind === "return" && (
        <TextField type="date" required label={r.returnDue()} value={due} min={today} onValue={setDue} />
      )}
    </FormDialog>
  );
}

function Quicker({ sheet }: { sheet: ReportSheet }) {
  const last = sheet.steps.at(-1);
  if (!last) return null;
  return (
    <Note tone="warning">
      {r.quicker(last.actor_name, inLanguage(last.label_zh, last.label_en), formatInstant(last.at))}
      {last.reason && <p class="report-words">{last.reason}</p>}
    </Note>
  );
}
