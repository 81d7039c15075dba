import { inLanguage } from "../locale/language";
import { building, capacities, distances, type Measure } from "./address";
import { NumberBlank } from "./blanks";
import { m } from "./messages";
import { Pick } from "./pick";
import { found, setWish, wish } from "./state";
import type { MeasureChoice } from "./types";
import { choiceLabel } from "./words";

function setMeasure(measure: Measure, value: number | null): void {
  const { [measure]: _, ...others } = wish.value.measures;
  setWish({ measures: value === null ? others : { ...others, [measure]: value } });
}

/** One measure as a chooser: its steps with how many of the sites found reach each. */
function Steps({ choice }: { choice: MeasureChoice }) {
  const measure = choice.value as Measure;
  const chosen = wish.value.measures[measure];
  const unit = inLanguage(choice.unit_zh, choice.unit_en);
  const sign = choice.at_least ? "≥" : "≤";
  const known = choice.steps.some((item) => item.step === chosen);
  return (
    <label class="further-step">
      <span>{choiceLabel(choice)}</span>
      <select
        value={chosen === undefined ? "" : String(chosen)}
        onChange={(event) => setMeasure(measure, event.currentTarget.value ? Number(event.currentTarget.value) : null)}
      >
        <option value="">{m.any()}</option>
        {chosen !== undefined && !known && <option value={String(chosen)}>{`${sign} ${chosen} ${unit}`}</option>}
        {choice.steps.map((item) => (
          <option key={item.step} value={String(item.step)}>
            {m.step(sign, `${item.step} ${unit}`, item.count)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Group({ name, of, note }: { name: string; of: readonly Measure[]; note?: string }) {
  const choices = found.data.value?.facets.measure ?? [];
  return (
    <div class="more-wish">
      <span class="more-wish-name">{name}</span>
      <div class="further-steps" role="group" aria-label={name}>
        {choices
          .filter((choice) => of.includes(choice.value as Measure))
          .map((choice) => (
            <Steps key={choice.value} choice={choice} />
          ))}
        {note && <p class="quiet further-note">{note}</p>}
      </div>
    </div>
  );
}

/** Kind, floor area ratio, capacities, distances, workshop: each choice with its count. */
export function FurtherLimits() {
  const { kinds, farFrom, farTo } = wish.value;
  return (
    <>
      <div class="more-wish">
        <span class="more-wish-name">{m.kind()}</span>
        <div class="picks" role="group" aria-label={m.kind()}>
          {(found.data.value?.facets.kind ?? []).map((choice) => {
            const on = kinds.includes(choice.value);
            const next = on ? kinds.filter((kind) => kind !== choice.value) : [...kinds, choice.value];
            return (
              <Pick
                key={choice.value}
                label={choiceLabel(choice)}
                count={choice.count}
                on={on}
                onToggle={() => setWish({ kinds: next })}
              />
            );
          })}
        </div>
      </div>
      <div class="more-wish">
        <span class="more-wish-name">{m.far()}</span>
        <span class="more-wish-price">
          <NumberBlank
            label={m.farFrom()}
            value={farFrom}
            placeholder={m.any()}
            onValue={(value) => setWish({ farFrom: value })}
          />
          {m.to()}
          <NumberBlank
            label={m.farTo()}
            value={farTo}
            placeholder={m.any()}
            onValue={(value) => setWish({ farTo: value })}
          />
        </span>
      </div>
      <Group name={m.capacity()} of={capacities} />
      <Group name={m.distance()} of={distances} note={m.roadNote()} />
      <Group name={m.building()} of={building} />
    </>
  );
}
