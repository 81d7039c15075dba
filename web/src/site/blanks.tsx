import { useEffect, useRef, useState } from "preact/hooks";
import { endPause, startPause } from "../api/settled";
import { Icon } from "../ui/icon";

export interface BlankOption {
  value: string;
  label: string;
  count?: number;
  group?: string;
}

interface ChooseProps {
  label: string;
  value: string;
  /** The words of the empty choice, as the sentence says them. */
  anyLabel: string;
  options: BlankOption[];
  /** What a value is called that is none of the options. */
  strangerLabel?: (value: string) => string;
  onValue: (value: string) => void;
}

/** A blank in a sentence that one chooses: looks like a word, is the system's own chooser. */
export function ChooseBlank({ label, value, anyLabel, options, strangerLabel, onValue }: ChooseProps) {
  const chosen = options.find((option) => option.value === value);
  const stranger = strangerLabel && options.length > 0 ? strangerLabel(value) : value;
  const groups = [...new Set(options.map((option) => option.group ?? ""))];
  const entries = (group: string) =>
    options
      .filter((option) => (option.group ?? "") === group)
      .map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.count === undefined ? option.label : `${option.label}（${option.count}）`}
        </option>
      ));
  return (
    <span class={`blank ${value ? "blank-filled" : ""}`}>
      <span class="blank-word" aria-hidden="true">
        {chosen?.label ?? (value ? stranger : anyLabel)}
        <Icon name="chevronDown" size={16} />
      </span>
      <select class="blank-control" aria-label={label} onChange={(event) => onValue(event.currentTarget.value)}>
        <option value="" selected={value === ""}>
          {anyLabel}
        </option>
        {value && !chosen && (
          <option value={value} selected>
            {stranger}
          </option>
        )}
        {groups.map((group) =>
          group ? (
            <optgroup key={group} label={group}>
              {entries(group)}
            </optgroup>
          ) : (
            entries("")
          ),
        )}
      </select>
    </span>
  );
}

interface NumberProps {
  label: string;
  value: number | null;
  placeholder: string;
  onValue: (value: number | null) => void;
}

const pause = 400;

/** In ch: a Chinese character is as wide as almost two figures. */
const placeholderWidth = (text: string) => [...text].reduce((sum, c) => sum + (c > "\u2e80" ? 1.7 : 1.1), 0);

/** A blank in a sentence that one types a number into; taken over after a short pause, on Enter or on leaving. */
export function NumberBlank({ label, value, placeholder, onValue }: NumberProps) {
  const [text, setText] = useState(value === null ? "" : String(value));
  const timer = useRef(0);
  useEffect(
    () => setText((now) => (Number(now || Number.NaN) === value ? now : value === null ? "" : String(value))),
    [value],
  );
  useEffect(() => () => endPause(timer.current), []);
  const take = (typed: string) => {
    endPause(timer.current);
    const number = Number(typed.replace(",", "."));
    const next = typed.trim() === "" || !Number.isFinite(number) || number < 0 ? null : number;
    if (next !== value) onValue(next);
  };
  return (
    <span class={`blank ${value === null ? "" : "blank-filled"}`}>
      <input
        class="blank-number"
        inputMode="decimal"
        autocomplete="off"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        style={{ width: `${Math.max(2, text.length || placeholderWidth(placeholder)) + 0.6}ch` }}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          endPause(timer.current);
          timer.current = startPause(() => take(typed), pause);
        }}
        onBlur={(event) => take(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && take(event.currentTarget.value)}
      />
    </span>
  );
}
