import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { zone } from "../../app/zone";
import { TextField } from "../../ui/field";
import type { CaseSheet } from "./types";

export interface StepProps {
  sheet: CaseSheet;
  onDone: () => void;
}

export const today = () => zone.value?.today ?? "";
export const ids = (files: readonly EvidenceFile[]) => files.map(({ id }) => id);

interface DayProps {
  label: string;
  day: { value: string };
  hint?: string;
  optional?: boolean;
}

export function DayField({ label, day, hint, optional }: DayProps) {
  return (
    <TextField
      label={label}
      type="date"
      value={day.value}
      hint={hint}
      required={!optional}
      onValue={(value) => {
        day.value = value;
      }}
    />
  );
}

export function Text({ label, text, required }: { label: string; text: { value: string }; required?: boolean }) {
  return (
    <TextField
      label={label}
      value={text.value}
      maxLength={500}
      required={required}
      onValue={(value) => {
        text.value = value;
      }}
    />
  );
}

interface ProofProps {
  sheet: CaseSheet;
  files: { value: EvidenceFile[] };
  required?: boolean;
  label?: string;
}

export function Proof({ sheet, files, required, label }: ProofProps) {
  return (
    <EvidenceField
      files={files.value}
      parkCode={sheet.park_code}
      required={required}
      label={label}
      onFiles={(kept) => {
        files.value = kept;
      }}
    />
  );
}
