import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormDialog } from "../../app/form-dialog";
import { term, termOptions } from "../../app/terms";
import { SelectField, TextField } from "../../ui/field";
import { FindingsList, type ShownFinding } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { closeAsked, send } from "./cases.state";
import { dm } from "./dialog-messages";
import type { CaseSheet, Step } from "./types";

interface Props {
  sheet: CaseSheet;
  target: "case" | "step" | "service";
  step?: Step;
  serviceId?: number;
}

interface Choice {
  target: "case" | "step" | "service";
  id: number;
  field: string;
  label: string;
  value: string;
}

const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));

/** Every value that may be mended here: of the case, of a step and the service of its paper, or of a service. */
export function choicesOf({ sheet, target, step, serviceId }: Props): Choice[] {
  const fields = sheet.correctable;
  const of = (where: Choice["target"], id: number, values: Record<string, unknown>, keep: (value: string) => boolean) =>
    Object.entries(fields[where] ?? {})
      .map(([field, label]) => ({ target: where, id, field, label, value: text(values[field]) }))
      .filter(({ value }) => keep(value));
  if (target === "case") {
    // the holder is chosen by its register number elsewhere; a name typed here would not be one
    return of("case", sheet.id, { ...sheet }, () => true).filter(({ field }) => field !== "party_id");
  }
  if (target === "step" && step) {
    const own = of("step", step.id, { ...step }, (value) => value !== "");
    const served =
      step.service_id === null
        ? []
        : of(
            "service",
            step.service_id,
            { served_on: step.served_on, recipient: step.recipient, kind: step.service_kind },
            () => true,
          );
    return [...own, ...served];
  }
  const service = sheet.services.find(({ id }) => id === serviceId);
  return service ? of("service", service.id, { ...service }, () => true) : [];
}

/** A wrong value is put right: what stood there stays on record, with reason and paper. */
export function CorrectDialog(props: Props) {
  const { sheet } = props;
  const choices = choicesOf(props);
  const chosen = useSignal(choices[0] ? `${choices[0].target}.${choices[0].field}` : "");
  const value = useSignal("");
  const reason = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  const bare = useSignal<ShownFinding[]>([]);
  const choice = choices.find(({ target, field }) => `${target}.${field}` === chosen.value);
  const isDay =
    choice !== undefined &&
    (/_on$/.test(choice.field) || ["since", "terms_from", "terms_until"].includes(choice.field));
  const save = async () => {
    if (!choice) return;
    const answer = await send(
      api.post("/api/idle-cases/{case_id}/corrections", {
        path: { case_id: sheet.id },
        body: {
          target: choice.target,
          target_id: choice.id,
          field: choice.field,
          new_value: value.value,
          reason: reason.value,
          evidence_ids: files.value.map(({ id }) => id),
        },
      }),
    );
    bare.value = answer.findings ?? [];
    for (const finding of bare.value) toast(finding.message_zh, "info");
  };
  return (
    <FormDialog
      title={`${dm.correctTitle()} · ${sheet.case_no}${props.step ? ` · ${term("idle_cases.CaseStep", props.step.step)}` : ""}`}
      submit={dm.save()}
      done={dm.correctedDone()}
      width={600}
      ready={Boolean(choice && value.value.trim() && reason.value.trim().length > 1 && files.value.length)}
      onClose={closeAsked}
      onSubmit={save}
    >
      <Note tone="info">{dm.correctNote()}</Note>
      <SelectField
        required
        label={dm.field()}
        value={chosen.value}
        options={choices.map(({ target, field, label }) => ({ value: `${target}.${field}`, label }))}
        onValue={(next) => {
          chosen.value = next;
          value.value = "";
        }}
      />
      {choice?.field === "kind" ? (
        <SelectField
          required
          label={dm.newValue()}
          hint={dm.was(term("idle_cases.ServiceKind", choice.value))}
          value={value.value}
          placeholder=""
          options={termOptions("idle_cases.ServiceKind")}
          onValue={(next) => {
            value.value = next;
          }}
        />
      ) : (
        <TextField
          required
          type={isDay ? "date" : "text"}
          label={dm.newValue()}
          hint={dm.was(choice?.value || "—")}
          value={value.value}
          onValue={(v) => (value.value = v)}
        />
      )}
      <TextField
        required
        label={dm.correctReason()}
        value={reason.value}
        maxLength={500}
        onValue={(v) => (reason.value = v)}
      />
      <EvidenceField
        required
        files={files.value}
        parkCode={sheet.park_code}
        onFiles={(kept) => {
          files.value = kept;
        }}
      />
      {bare.value.length > 0 && <FindingsList findings={bare.value} />}
    </FormDialog>
  );
}
