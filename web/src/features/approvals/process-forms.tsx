import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { noteDataChange } from "../../app/changes";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { termOptions } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { Dialog } from "../../ui/dialog";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { process, send } from "./approvals.state";
import { ItemChoices } from "./open-form";
import { processForm } from "./process-forms.state";
import { p } from "./process-messages";
import { Text } from "./step-fields";
import { StepFrame } from "./step-frame";
import type { Process } from "./types";

/** What may be done with a whole process, one dialog at a time. */
export function ProcessDialog() {
  const data = process.data.value;
  const kind = processForm.value;
  if (!data || !kind) return null;
  const close = () => {
    processForm.value = null;
  };
  const titles = { plan: p.planTitle(), mode: p.modeTitle(), convert: p.convertTitle() };
  return (
    <Dialog title={titles[kind]} onClose={close} width={620}>
      {kind === "plan" && <PlanForm data={data} onDone={close} />}
      {kind === "mode" && <ModeForm data={data} onDone={close} />}
      {kind === "convert" && <ConvertForm data={data} onDone={close} />}
    </Dialog>
  );
}

interface Props {
  data: Process;
  onDone: () => void;
}

function PlanForm({ data, onDone }: Props) {
  const chosen = useSignal<string[]>([]);
  const simulated = useSignal(false);
  const won = data.deal.signed_on !== null && data.deal.paid_on !== null;
  return (
    <StepFrame
      title={p.planTitle()}
      onDone={onDone}
      check={() => (chosen.value.length ? null : p.required())}
      send={() =>
        send(
          api.post("/api/approvals/projects/{project_id}/items", {
            path: { project_id: data.project_id },
            body: {
              items: chosen.value.map((code) => ({ code, is_simulated: simulated.value })),
            },
          }),
        )
      }
    >
      <ItemChoices
        catalogue={{
          stages: data.stages.map((stage, index) => ({
            ...stage,
            sort_order: index,
            effective_from: data.started_on,
          })),
          items: data.plannable,
        }}
        chosen={chosen}
      />
      {data.mode === "land_ready" && !won && (
        <Checkbox
          label={p.simulate()}
          checked={simulated.value}
          onChecked={(checked) => {
            simulated.value = checked;
          }}
        />
      )}
    </StepFrame>
  );
}

function ModeForm({ data, onDone }: Props) {
  const mode = useSignal<string>(data.mode);
  const reason = useSignal("");
  return (
    <StepFrame
      title={p.modeTitle()}
      onDone={onDone}
      check={() => (reason.value.trim().length < 2 ? p.required() : null)}
      send={async () => {
        await api.put("/api/approvals/projects/{project_id}/mode", {
          path: { project_id: data.project_id },
          body: {
            mode: mode.value,
            reason: reason.value.trim(),
          },
        });
        noteDataChange();
      }}
    >
      <SelectField
        label={p.mode()}
        value={mode.value}
        options={termOptions("approvals.ProcessMode")}
        onValue={(value) => {
          mode.value = value;
        }}
      />
      <Text label={p.reason()} text={reason} required />
    </StepFrame>
  );
}

function ConvertForm({ data, onDone }: Props) {
  const numbers = useSignal<Record<number, string>>({});
  const files = useSignal<EvidenceFile[]>([]);
  return (
    <StepFrame
      title={p.convertTitle()}
      submitLabel={p.convert()}
      onDone={onDone}
      send={() =>
        send(
          api.post("/api/approvals/projects/{project_id}/conversion", {
            path: { project_id: data.project_id },
            body: {
              results: data.conversion.waiting.map(({ case_id }) => ({
                case_id,
                result_no: (numbers.value[case_id] ?? "").trim(),
              })),
              evidence_ids: files.value.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <p>{p.convertText()}</p>
      {data.conversion.waiting.map(({ case_id, name_zh, name_en }) => (
        <TextField
          key={case_id}
          label={p.permitNo(inLanguage(name_zh, name_en))}
          value={numbers.value[case_id] ?? ""}
          maxLength={200}
          onValue={(value) => {
            numbers.value = { ...numbers.value, [case_id]: value };
          }}
        />
      ))}
      <EvidenceField
        files={files.value}
        parkCode={data.park_code}
        onFiles={(kept) => {
          files.value = kept;
        }}
      />
    </StepFrame>
  );
}
