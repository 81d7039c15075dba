import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import type { EvidenceFile } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { SelectField } from "../../ui/field";
import { act, send } from "./approvals.state";
import { c } from "./case-messages";
import { DayField, ids, Proof, type StepProps, Text, today } from "./step-fields";
import { StepFrame } from "./step-frame";
import type { CaseSheet } from "./types";

export function AcceptForm({ sheet, onDone }: StepProps) {
  const day = useSignal(today());
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={c.accept()}
      onDone={onDone}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/acceptance", {
            path: { case_id: sheet.case_id },
            body: { accepted_on: day.value, evidence_ids: ids(files.value) },
          }),
        )
      }
    >
      <DayField label={c.acceptedOn()} day={day} />
      <Proof sheet={sheet} files={files} />
    </StepFrame>
  );
}

export function NoticeForm({ sheet, onDone }: StepProps) {
  const day = useSignal(today());
  const text = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={c.notice()}
      onDone={onDone}
      check={() => (text.value.trim().length < 2 || !files.value.length ? c.required() : null)}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/notice", {
            path: { case_id: sheet.case_id },
            body: { notice_on: day.value, notice_zh: text.value.trim(), evidence_ids: ids(files.value) },
          }),
        )
      }
    >
      <DayField label={c.noticeOn()} day={day} />
      <Text label={c.noticeText()} text={text} required />
      <Proof sheet={sheet} files={files} required />
    </StepFrame>
  );
}

export function FinishForm({ sheet, onDone, spare = false }: StepProps & { spare?: boolean }) {
  const outcome = useSignal(spare ? "not_needed" : "granted");
  const day = useSignal(today());
  const number = useSignal("");
  const reason = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  const choices = spare ? ["not_needed"] : ["granted", "refused"];
  return (
    <StepFrame
      title={spare ? c.not_needed() : c.finish()}
      onDone={onDone}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/decision", {
            path: { case_id: sheet.case_id },
            body: {
              finished_on: day.value,
              outcome: outcome.value,
              result_no: number.value.trim(),
              reason: reason.value.trim(),
              evidence_ids: ids(files.value),
            },
          }),
        )
      }
    >
      <div class="approval-fields">
        <SelectField
          label={c.outcome()}
          value={outcome.value}
          options={choices.map((value) => ({ value, label: term("approvals.ItemOutcome", value) }))}
          onValue={(value) => {
            outcome.value = value;
          }}
        />
        <DayField label={c.finishedOn()} day={day} />
        {!spare && <Text label={c.resultNo()} text={number} />}
      </div>
      <Text label={spare ? c.reason() : c.lateReason()} text={reason} required={spare} />
      {!spare && <Proof sheet={sheet} files={files} />}
    </StepFrame>
  );
}

export function ReturnForm({ sheet, onDone }: StepProps) {
  const day = useSignal(today());
  const reason = useSignal("");
  return (
    <StepFrame
      title={c.return()}
      danger
      onDone={onDone}
      check={() => (reason.value.trim().length < 2 ? c.required() : null)}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/return", {
            path: { case_id: sheet.case_id },
            body: { returned_on: day.value, reason: reason.value.trim() },
          }),
        )
      }
    >
      <DayField label={c.returnedOn()} day={day} />
      <Text label={c.reason()} text={reason} required />
    </StepFrame>
  );
}

/** A refused or returned item is planned once more; the new round opens in its place. */
export function planAgain(sheet: CaseSheet): Promise<unknown> {
  return send(
    api.post("/api/approvals/projects/{project_id}/items", {
      path: { project_id: sheet.project_id },
      body: { items: [{ code: sheet.item_code, is_simulated: sheet.is_simulated }] },
    }),
  );
}
