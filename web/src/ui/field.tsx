import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  /** What is wrong and what to do; turns the field red and is read aloud. */
  error?: string | null;
  hint?: string;
  required?: boolean;
  children: (id: string, describedBy: string | undefined) => ComponentChildren;
}

/** Label, control, hint and error, tied together for screen readers. */
export function Field({ label, error, hint, required, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div class={`field ${error ? "field-wrong" : ""}`}>
      <label for={id} class="field-label">
        {label}
        {required && (
          <span class="field-required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children(id, note ? `${id}-note` : undefined)}
      {note && (
        <p id={`${id}-note`} class={error ? "field-error" : "field-hint"} role={error ? "alert" : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}

interface InputAttributes {
  type?: "text" | "password" | "search" | "number" | "date" | "email" | "tel";
  name?: string;
  required?: boolean;
  disabled?: boolean;
  placeholder?: string;
  autocomplete?: string;
  inputMode?: "text" | "decimal" | "numeric" | "tel" | "search";
  min?: string | number;
  max?: string | number;
  step?: string | number;
  maxLength?: number;
  list?: string;
  autoFocus?: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
  onBlur?: () => void;
}

interface TextFieldProps extends InputAttributes {
  label: string;
  value: string;
  onValue: (value: string) => void;
  error?: string | null;
  hint?: string;
  unit?: string;
}

export function TextField({ label, value, onValue, error, hint, unit, required, ...rest }: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} required={Boolean(required)}>
      {(id, describedBy) => (
        <span class="input-box">
          <input
            {...(rest as JSX.IntrinsicElements["input"])}
            id={id}
            class="input"
            value={value}
            required={required}
            aria-invalid={error ? "true" : undefined}
            aria-describedby={describedBy}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          {unit && <span class="input-unit">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

interface SelectFieldProps {
  label: string;
  value: string;
  options: Option[];
  onValue: (value: string) => void;
  error?: string | null;
  hint?: string;
  required?: boolean;
  /** Text of the empty choice; without it there is none. */
  placeholder?: string;
  disabled?: boolean;
}

export function SelectField({ label, error, hint, required, ...rest }: SelectFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} required={required}>
      {(id, describedBy) => <Select {...rest} id={id} describedBy={describedBy} invalid={Boolean(error)} />}
    </Field>
  );
}

interface SelectProps {
  value: string;
  options: Option[];
  onValue: (value: string) => void;
  id?: string;
  /** Name for screen readers where no visible label is tied to it. */
  label?: string;
  describedBy?: string;
  invalid?: boolean;
  placeholder?: string;
  disabled?: boolean;
  compact?: boolean;
}

export function Select({
  value,
  options,
  onValue,
  id,
  label,
  describedBy,
  invalid,
  placeholder,
  disabled,
  compact,
}: SelectProps) {
  return (
    <select
      id={id}
      class={`select ${compact ? "select-compact" : ""}`}
      value={value}
      disabled={disabled}
      aria-label={label}
      aria-invalid={invalid ? "true" : undefined}
      aria-describedby={describedBy}
      onChange={(event) => onValue(event.currentTarget.value)}
    >
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

interface CheckboxProps {
  label: ComponentChildren;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  disabled?: boolean;
}

export function Checkbox({ label, checked, onChecked, disabled }: CheckboxProps) {
  return (
    <label class="checkbox">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
