import { useId } from "preact/hooks";
import { TextField } from "../../ui/field";
import { mf } from "./sheet-messages";

interface AmountProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  unit?: string;
  hint?: string;
  required?: boolean;
}

/** A figure to be typed, with its unit; empty = not known. */
export function AmountField({ unit, ...rest }: AmountProps) {
  return <TextField {...rest} unit={unit ?? mf.wan()} inputMode="decimal" />;
}

export const isPositive = (text: string): boolean => text.trim() === "" || Number(text) >= 0;

/** 万元 as typed → yuan for the server; empty stays unknown. */
export const yuanOf = (text: string): string | null =>
  text.trim() === "" ? null : (Math.round(Number(text) * 1_000_000) / 100).toFixed(2);

export const numberOf = (text: string): string | null => (text.trim() === "" ? null : text.trim());

interface CheckProps {
  label: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}

export function CheckField({ label, checked, onChecked }: CheckProps) {
  const id = useId();
  return (
    <p class="reuse-check">
      <input id={id} type="checkbox" checked={checked} onChange={(event) => onChecked(event.currentTarget.checked)} />{" "}
      <label for={id}>{label}</label>
    </p>
  );
}
