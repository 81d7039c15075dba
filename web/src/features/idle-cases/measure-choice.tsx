import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { dm } from "./dialog-messages";
import type { MeasureOption } from "./types";

interface Props {
  options: MeasureOption[];
  value: string;
  onValue: (measure: string) => void;
}

/** The ways of disposal: open ones to choose, closed ones with the reason. */
export function MeasureChoice({ options, value, onValue }: Props) {
  return (
    <fieldset class="case-fieldset" aria-describedby="measure-hint">
      <legend>{dm.measure()}</legend>
      <p id="measure-hint" class="field-hint">
        {dm.measureHint()}
      </p>
      {options.map((option) => (
        <label key={option.measure} class={`case-choice ${option.is_open ? "" : "is-closed"}`}>
          <input
            type="radio"
            name="measure"
            value={option.measure}
            checked={value === option.measure}
            disabled={!option.is_open && option.measure !== "swap"}
            onChange={() => onValue(option.measure)}
          />
          <span>
            {term("idle_cases.Measure", option.measure)}
            {option.findings.map((finding) => (
              <span key={finding.code} class="quiet case-choice-why">
                {inLanguage(finding.message_zh, finding.message_en)}
                {finding.basis && `（${finding.basis}）`}
              </span>
            ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
