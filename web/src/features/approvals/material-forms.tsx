import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import type { EvidenceFile } from "../../app/evidence-field";
import { termOptions } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { Badge } from "../../ui/chips";
import { Checkbox, SelectField } from "../../ui/field";
import { Note } from "../../ui/states";
import { act } from "./approvals.state";
import { c } from "./case-messages";
import { DayField, ids, Proof, type StepProps, Text, today } from "./step-fields";
import { StepFrame } from "./step-frame";
import type { AskedMaterial, CaseMaterial } from "./types";

/** Take the case in: which materials came that day; the list is fixed from here. */
export function ReceiveForm({ sheet, onDone }: StepProps) {
  const day = useSignal(today());
  const came = useSignal<string[]>(sheet.asked.map(({ code }) => code));
  const files = useSignal<EvidenceFile[]>([]);
  const first = came.value[0];
  return (
    <StepFrame
      title={c.receive()}
      onDone={onDone}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/receipt", {
            path: { case_id: sheet.case_id },
            body: {
              received_on: day.value,
              materials: came.value.map((code) => ({ code, evidence_ids: code === first ? ids(files.value) : [] })),
            },
          }),
        )
      }
    >
      <DayField label={c.receivedOn()} day={day} />
      <fieldset class="approval-choices">
        <legend class="field-label">{c.whichCame()}</legend>
        {sheet.asked.length === 0 && <p class="quiet">{c.noMaterials()}</p>}
        {sheet.asked.map((material) => (
          <Checkbox
            key={material.code}
            label={<MaterialName material={material} />}
            checked={came.value.includes(material.code)}
            onChecked={(checked) => {
              came.value = checked
                ? [...came.value, material.code]
                : came.value.filter((code) => code !== material.code);
            }}
          />
        ))}
        <p class="field-hint">{c.whichHint()}</p>
      </fieldset>
      <Proof sheet={sheet} files={files} />
    </StepFrame>
  );
}

export function MaterialName({ material }: { material: AskedMaterial }) {
  return (
    <span class="approval-material-name">
      {material.name_zh}
      <Badge>{material.material_class === "main" ? c.main() : c.secondary()}</Badge>
      {material.is_tolerable && <Badge tone="accent">{c.tolerable()}</Badge>}
      {material.form_zh && <span class="quiet">{material.form_zh}</span>}
    </span>
  );
}

/** A material came in after the receipt; one that was let in late is settled by it. */
export function MaterialForm({ sheet, onDone }: StepProps) {
  const missing = sheet.materials.filter(({ received_on }) => received_on === null);
  const which = useSignal(String(missing[0]?.id ?? ""));
  const day = useSignal(today());
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={c.material()}
      onDone={onDone}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/materials/{material_id}/receipt", {
            path: { case_id: sheet.case_id, material_id: Number(which.value) },
            body: { received_on: day.value, evidence_ids: ids(files.value) },
          }),
        )
      }
    >
      <div class="approval-fields">
        <Which materials={missing} which={which} />
        <DayField label={c.came()} day={day} />
      </div>
      <Proof sheet={sheet} files={files} />
    </StepFrame>
  );
}

/** 容缺: draft the promise; with the signed promise agree and issue the notice. */
export function TolerateForm({ sheet, onDone }: StepProps) {
  const open = sheet.materials.filter(
    ({ received_on, is_tolerable, tolerance }) => received_on === null && is_tolerable && !tolerance?.agreed_on,
  );
  const which = useSignal(String(open[0]?.id ?? ""));
  const chosen = open.find(({ id }) => String(id) === which.value);
  return chosen?.tolerance ? (
    <AgreeForm sheet={sheet} onDone={onDone} material={chosen} />
  ) : (
    <PromiseForm sheet={sheet} onDone={onDone} open={open} which={which} />
  );
}

interface PromiseProps extends StepProps {
  open: CaseMaterial[];
  which: { value: string };
}

function PromiseForm({ sheet, onDone, open, which }: PromiseProps) {
  const by = useSignal(sheet.due_on ?? "");
  const answer = useSignal("unknown");
  return (
    <StepFrame
      title={c.tolerate()}
      submitLabel={c.draftPromise()}
      onDone={onDone}
      check={() => (which.value && by.value ? null : c.required())}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/materials/{material_id}/promise", {
            path: { case_id: sheet.case_id, material_id: Number(which.value) },
            body: { promised_by: by.value, is_dishonest: answer.value },
          }),
        )
      }
    >
      {sheet.revoked_before > 0 && <Note tone="warning">{c.revokedBefore(sheet.revoked_before)}</Note>}
      <div class="approval-fields">
        <Which materials={open} which={which} />
        <DayField
          label={c.promisedBy()}
          day={by}
          hint={sheet.due_on ? c.promisedHint(formatDate(sheet.due_on)) : undefined}
        />
        <SelectField
          label={c.dishonest()}
          value={answer.value}
          options={termOptions("supply.YesNo")}
          hint={c.dishonestHint()}
          onValue={(value) => {
            answer.value = value;
          }}
          required
        />
      </div>
    </StepFrame>
  );
}

function AgreeForm({ sheet, onDone, material }: StepProps & { material: CaseMaterial }) {
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={`${c.agree()}：${material.name_zh}`}
      submitLabel={c.agree()}
      onDone={onDone}
      check={() => (files.value.length ? null : c.required())}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/materials/{material_id}/tolerance", {
            path: { case_id: sheet.case_id, material_id: material.id },
            body: { evidence_ids: ids(files.value) },
          }),
        )
      }
    >
      <Proof sheet={sheet} files={files} label={c.signed()} required />
    </StepFrame>
  );
}

export function ExtendToleranceForm({ sheet, onDone, material }: StepProps & { material: CaseMaterial }) {
  const to = useSignal("");
  const reason = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={`${c.extendTolerance()}：${material.name_zh}`}
      onDone={onDone}
      check={() => (to.value && reason.value.trim() && files.value.length ? null : c.required())}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/materials/{material_id}/tolerance/extension", {
            path: { case_id: sheet.case_id, material_id: material.id },
            body: { extended_to: to.value, reason: reason.value.trim(), evidence_ids: ids(files.value) },
          }),
        )
      }
    >
      <DayField label={c.extendedTo()} day={to} />
      <Text label={c.reason()} text={reason} required />
      <Proof sheet={sheet} files={files} required />
    </StepFrame>
  );
}

export function RevokeForm({ sheet, onDone, material }: StepProps & { material: CaseMaterial }) {
  const reason = useSignal("");
  return (
    <StepFrame
      title={`${c.revoke()}：${material.name_zh}`}
      danger
      onDone={onDone}
      check={() => (reason.value.trim().length < 2 ? c.required() : null)}
      send={() =>
        act(
          api.post("/api/approvals/cases/{case_id}/materials/{material_id}/tolerance/revocation", {
            path: { case_id: sheet.case_id, material_id: material.id },
            body: { reason: reason.value.trim() },
          }),
        )
      }
    >
      <Text label={c.reason()} text={reason} required />
    </StepFrame>
  );
}

function Which({ materials, which }: { materials: CaseMaterial[]; which: { value: string } }) {
  return (
    <SelectField
      label={c.which()}
      value={which.value}
      options={materials.map((one) => ({ value: String(one.id), label: one.name_zh }))}
      onValue={(value) => {
        which.value = value;
      }}
      required
    />
  );
}
