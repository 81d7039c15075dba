import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { v } from "./messages";
import { isWrong } from "./numeral";
import { clearPlan, type PlanField, plan, preview, promise, setPlan, without } from "./preview.state";

const fields: [PlanField, keyof typeof v, keyof typeof v][] = [
  ["investment_wan", "investment", "wan"],
  ["output_wan", "output", "wan"],
  ["tax_wan", "tax", "wan"],
  ["value_added_wan", "valueAdded", "wan"],
  ["energy_tce", "energy", "tce"],
  ["floor_area_m2", "floor", "m2"],
  ["price_wan_per_mu", "price", "wanPerMu"],
  ["construction_months", "months", "monthUnit"],
];

/** What the investor means to do, and what to promise; every figure follows at once. */
export function PlanForm() {
  const said = Object.values(plan.value).some(Boolean) || promise.value === "plan" || without.value !== null;
  const say = v as unknown as Record<string, () => string>;
  return (
    <form class="plan-form no-print" aria-label={v.plan()} onSubmit={(event) => event.preventDefault()}>
      <h3>{v.plan()}</h3>
      <div class="plan-fields">
        {fields.map(([field, label, unit]) => (
          <TextField
            key={field}
            label={say[label]?.() ?? ""}
            unit={say[unit]?.() ?? ""}
            value={plan.value[field]}
            inputMode="decimal"
            autocomplete="off"
            error={isWrong(plan.value[field]) ? v.notANumber() : null}
            onValue={(text) => setPlan(field, text)}
          />
        ))}
      </div>
      <fieldset class="plan-promise">
        <legend>{v.promise()}</legend>
        {(["threshold", "plan"] as const).map((choice) => (
          <label key={choice} class="check-line">
            <input
              type="radio"
              name="promise"
              checked={promise.value === choice}
              onChange={() => {
                promise.value = choice;
              }}
            />
            {choice === "plan" ? v.byPlan() : v.byThreshold()}
          </label>
        ))}
        {said && (
          <Button kind="quiet" onClick={clearPlan}>
            {v.clear()}
          </Button>
        )}
      </fieldset>
    </form>
  );
}

/** Which approvals the project needs; the times follow. */
export function NeededItems() {
  const items = preview.data.value?.paths.items ?? [];
  const toggle = (code: string) => {
    const left = items.filter((item) => !item.is_needed).map((item) => item.code);
    without.value = left.includes(code) ? left.filter((one) => one !== code) : [...left, code];
  };
  return (
    <details class="needed no-print">
      <summary>{v.needed()}</summary>
      <p class="gloss">{v.neededHint()}</p>
      <ul>
        {items.map((item) => (
          <li key={item.code}>
            <label class="check-line">
              <input type="checkbox" checked={item.is_needed} onChange={() => toggle(item.code)} />
              {inLanguage(item.name_zh, item.name_en)} <span class="quiet">{v.itemDays(item.days)}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
