import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Badge } from "../../ui/chips";
import { m, ml } from "./messages";
import type { FourAnswer, FourName, FourPark, FourRow } from "./types";

const parts: Record<FourName, [keyof FourRow, keyof FourRow]> = {
  tax_wan_per_mu: ["tax_yuan", "land_m2"],
  value_added_wan_per_mu: ["value_added_above_yuan", "above_land_m2"],
  investment_wan_per_mu: ["fixed_investment_yuan", "land_m2"],
  floor_area_ratio: ["floor_area_m2", "built_land_m2"],
};

interface Definition {
  name: FourName;
  label_zh: string;
  label_en: string;
  definition_zh: string;
  definition_en: string;
}
const definitionsOf = (answer: FourAnswer): Definition[] => answer.definitions;

/** The four figures of the provincial evaluation: the zone on top, each park below, with what they are made of. */
export function FourPart({ answer }: { answer: FourAnswer }) {
  return (
    <div class="performance-stack">
      <div class="four-cards">
        {definitionsOf(answer).map((item) => (
          <section key={item.name} class="page-card four-card">
            <h3>{inLanguage(item.label_zh, item.label_en)}</h3>
            <p class="four-value figure">{formatNumber(answer.total[item.name], 2)}</p>
            <p class="quiet">
              {ml.numerator()} {amount(answer.total, item.name)}
              <br />
              {ml.denominator()} {formatArea(answer.total[parts[item.name][1]])}
            </p>
            <p class="quiet">{inLanguage(item.definition_zh, item.definition_en)}</p>
          </section>
        ))}
      </div>
      <p class="quiet">
        <Badge tone="warning">{m.unconfirmed()}</Badge> {answer.basis}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is a stop of the keyboard */}
      <section class="page-card page-scroll" aria-label={m.four()} tabIndex={0}>
        <table class="page-table four-table">
          <thead>
            <tr>
              <th scope="col">{m.park()}</th>
              {definitionsOf(answer).map((item) => (
                <th key={item.name} scope="col" class="is-number">
                  {inLanguage(item.label_zh, item.label_en)}
                </th>
              ))}
              <th scope="col">{m.enterprise()}</th>
            </tr>
          </thead>
          <tbody>
            {answer.parks.map((park) => (
              <Row key={park.park_code} park={park} answer={answer} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function amount(row: FourRow, name: FourName): string {
  const value = row[parts[name][0]];
  return name === "floor_area_ratio" ? formatArea(value, "m2") : formatYuan(value);
}

function Row({ park, answer }: { park: FourPark; answer: FourAnswer }) {
  const best = (name: FourName) => Math.max(0.0001, ...answer.parks.map((one) => one[name] ?? 0));
  return (
    <tr>
      <th scope="row">
        {park.park_code} {inLanguage(park.park_name_zh, park.park_name_en)}
      </th>
      {definitionsOf(answer).map((item) => (
        <td
          key={item.name}
          class="is-number four-cell"
          title={`${amount(park, item.name)} ÷ ${formatArea(park[parts[item.name][1]])}`}
        >
          <span class="figure">{formatNumber(park[item.name], 2)}</span>
          <span
            class="four-bar"
            style={{ width: `${((park[item.name] ?? 0) / best(item.name)) * 100}%` }}
            aria-hidden="true"
          />
        </td>
      ))}
      <td class="quiet">
        {ml.coverage(park.enterprises, park.above_size)}
        <br />
        {ml.measured(park.measured_plots, park.built_plots)}
      </td>
    </tr>
  );
}
