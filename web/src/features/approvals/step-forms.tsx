import { useSignal } from "@preact/signals";
import type { EvidenceFile } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { zone } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { act, actOnProcess } from "./approvals.state";
import { c } from "./case-messages";
import { DayField, Proof, Text } from "./step-fields";
import { StepFrame } from "./step-frame";
import type { CaseSheet } from "./types";

export interface StepProps {
  sheet: CaseSheet;
  onDone: () => void;
}

const today = () => zone.value?.today ?? "";
const ids = (files: EvidenceFile[]) => files.map(({ id }) => id);

export function AcceptForm({ sheet, onDone }: StepProps) {
  const day = useSignal(today());
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={c.accept()}
      onDone={onDone}
      send={() => act(sheet.case_id, "acceptance", { accepted_on: day.value, evidence_ids: ids(files.value) })}
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
        act(sheet.case_id, "notice", {
          notice_on: day.value,
          notice_zh: text.value.trim(),
          evidence_ids: ids(files.value),
        })
      }
    >
      <DayField label={c.noticeOn()} day={day} />
      <Text label={c.noticeText()} text={text} required />
      <Proof sheet={sheet} files={files} required />
    </StepFrame>
  );
}

export function SuspendForm({ sheet, onDone }: StepProps) {
  const kind = useSignal(sheet.definition.excluded[0] ?? "");
  const began = useSignal(today());
  const resumed = useSignal("");
  const note = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={c.suspend()}
      onDone={onDone}
      check={() => (files.value.length ? null : c.required())}
      send={() =>
        act(sheet.case_id, "suspensions", {
          kind: kind.value,
          began_on: began.value,
          resumed_on: resumed.value || null,
          evidence_ids: ids(files.value),
          note: note.value.trim(),
        })
      }
    >
      <div class="approval-fields">
        <SelectField
          label={c.kind()}
          value={kind.value}
          options={sheet.definition.excluded.map((value) => ({
            value,
            label: term("approvals.SuspensionKind", value),
          }))}
          onValue={(value) => {
            kind.value = value;
          }}
          required
        />
        <DayField label={c.beganOn()} day={began} />
        <DayField label={c.resumedOn()} day={resumed} hint={c.resumedHint()} optional />
      </div>
      <Text label={c.noteText()} text={note} />
      <Proof sheet={sheet} files={files} required />
    </StepFrame>
  );
}

export function ResumeForm({ sheet, onDone }: StepProps) {
  const open = sheet.suspensions.find(({ resumed_on }) => resumed_on === null);
  const day = useSignal(today());
  const files = useSignal<EvidenceFile[]>([]);
  if (!open) return null;
  return (
    <StepFrame
      title={`${c.resume()}：${term("approvals.SuspensionKind", open.kind)}`}
      onDone={onDone}
      send={() =>
        act(sheet.case_id, `suspensions/${open.id}/resumption`, {
          resumed_on: day.value,
          evidence_ids: ids(files.value),
        })
      }
    >
      <DayField label={c.resumedOn()} day={day} />
      <Proof sheet={sheet} files={files} />
    </StepFrame>
  );
}

export function ExtendForm({ sheet, onDone }: StepProps) {
  const days = useSignal("");
  const day = useSignal(today());
  const by = useSignal("");
  const reason = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={c.extend()}
      onDone={onDone}
      check={() => (Number(days.value) >= 1 && by.value.trim() && reason.value.trim() ? null : c.required())}
      send={() =>
        act(sheet.case_id, "extensions", {
          days: Math.round(Number(days.value)),
          granted_on: day.value,
          approved_by: by.value.trim(),
          reason: reason.value.trim(),
          evidence_ids: ids(files.value),
        })
      }
    >
      <div class="approval-fields">
        <TextField
          label={c.daysMore()}
          type="number"
          min={1}
          max={sheet.definition.extension_days_max}
          value={days.value}
          hint={c.daysMoreHint(sheet.definition.extension_days_max)}
          onValue={(value) => {
            days.value = value;
          }}
          required
        />
        <DayField label={c.grantedOn()} day={day} />
        <Text label={c.approvedBy()} text={by} required />
      </div>
      <Text label={c.reason()} text={reason} required />
      <Proof sheet={sheet} files={files} />
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
        act(sheet.case_id, "decision", {
          finished_on: day.value,
          outcome: outcome.value,
          result_no: number.value.trim(),
          reason: reason.value.trim(),
          evidence_ids: ids(files.value),
        })
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
      send={() => act(sheet.case_id, "return", { returned_on: day.value, reason: reason.value.trim() })}
    >
      <DayField label={c.returnedOn()} day={day} />
      <Text label={c.reason()} text={reason} required />
    </StepFrame>
  );
}

/** A refused or returned item is planned once more; the new round opens in its place. */
export function planAgain(sheet: CaseSheet): Promise<void> {
  return actOnProcess(sheet.project_id, "/items", {
    items: [{ code: sheet.item_code, is_simulated: sheet.is_simulated }],
  });
}
