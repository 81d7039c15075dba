import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import type { EvidenceFile } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { SelectField, TextField } from "../../ui/field";
import { act } from "./approvals.state";
import { c } from "./case-messages";
import { DayField, ids, Proof, type StepProps, Text, today } from "./step-fields";
import { StepFrame } from "./step-frame";

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
        act(
          api.post("/api/approvals/cases/{case_id}/suspensions", {
            path: { case_id: sheet.case_id },
            body: {
              kind: kind.value,
              began_on: began.value,
              resumed_on: resumed.value || null,
              evidence_ids: ids(files.value),
              note: note.value.trim(),
            },
          }),
        )
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
        act(
          api.post("/api/approvals/cases/{case_id}/suspensions/{suspension_id}/resumption", {
            path: { case_id: sheet.case_id, suspension_id: open.id },
            body: { resumed_on: day.value, evidence_ids: ids(files.value) },
          }),
        )
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
        act(
          api.post("/api/approvals/cases/{case_id}/extensions", {
            path: { case_id: sheet.case_id },
            body: {
              days: Math.round(Number(days.value)),
              granted_on: day.value,
              approved_by: by.value.trim(),
              reason: reason.value.trim(),
              evidence_ids: ids(files.value),
            },
          }),
        )
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
