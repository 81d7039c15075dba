import { Field } from "../../ui/field";

interface Props {
  label: string;
  value: string;
  longest: number;
  /** What stands below: how many characters are left. */
  hint: (left: number) => string;
  rows: number;
  required?: boolean;
  error?: string | null;
  onValue: (value: string) => void;
}

/** Words of some length, with how many may still be typed. */
export function LongText({ label, value, longest, hint, rows, required, error, onValue }: Props) {
  return (
    <Field label={label} required={required} error={error} hint={hint(longest - value.length)}>
      {(id, describedBy) => (
        <textarea
          id={id}
          class="input ask-text"
          rows={rows}
          maxLength={longest}
          value={value}
          required={required}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={describedBy}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
