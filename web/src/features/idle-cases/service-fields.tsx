import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { termOptions } from "../../app/terms";
import { SelectField, TextField } from "../../ui/field";
import { dm } from "./dialog-messages";

/** How a paper reached its addressee, as the form holds it. */
export interface ServiceForm {
  kind: string;
  served_on: string;
  recipient: string;
  note: string;
  files: EvidenceFile[];
}

export const emptyService = (day: string, recipient: string): ServiceForm => ({
  kind: "direct",
  served_on: day,
  recipient,
  note: "",
  files: [],
});

export const serviceBody = (form: ServiceForm) => ({
  kind: form.kind,
  served_on: form.served_on,
  recipient: form.recipient,
  note: form.note,
  evidence_ids: form.files.map(({ id }) => id),
});

interface Props {
  form: ServiceForm;
  onForm: (form: ServiceForm) => void;
  parkCode: string;
  today: string;
}

/** 送达回证: way, day, who received it, the signed receipt. */
export function ServiceFields({ form, onForm, parkCode, today }: Props) {
  const change = (part: Partial<ServiceForm>) => onForm({ ...form, ...part });
  return (
    <fieldset class="case-fieldset">
      <legend>{dm.service()}</legend>
      <div class="form-pair">
        <SelectField
          required
          label={dm.serviceKind()}
          value={form.kind}
          options={termOptions("idle_cases.ServiceKind")}
          onValue={(kind) => change({ kind })}
        />
        <TextField
          type="date"
          required
          label={dm.servedOn()}
          value={form.served_on}
          max={today}
          onValue={(served_on) => change({ served_on })}
        />
      </div>
      <TextField
        required
        label={dm.recipient()}
        value={form.recipient}
        maxLength={200}
        onValue={(recipient) => change({ recipient })}
      />
      <EvidenceField
        required
        label={dm.receipt()}
        files={form.files}
        parkCode={parkCode}
        onFiles={(files) => change({ files })}
      />
      {(form.kind === "left" || form.kind === "public") && (
        <TextField
          required={form.kind === "left"}
          label={dm.serviceNote()}
          hint={dm.serviceNoteHint()}
          value={form.note}
          onValue={(note) => change({ note })}
        />
      )}
    </fieldset>
  );
}
