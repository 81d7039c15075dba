import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { EmptyState } from "../../ui/states";
import { m } from "./messages";
import { editing } from "./plot.state";
import { Section } from "./section";
import type { Conditions, Dossier } from "./types";

const indicators = [
  { name: "far", low: "far_min", high: "far_max", show: (v: number) => formatNumber(v, 2) },
  { name: "building_coefficient", low: "building_coefficient_min", high: "building_coefficient_max", show: percent },
  { name: "green_ratio", low: "green_ratio_min", high: "green_ratio_max", show: percent },
  { name: "height", low: "height_min_m", high: "height_max_m", show: (v: number) => formatNumber(v, 1) },
] as const;

function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(2))} %`;
}

export function ConditionsTab({ plot }: { plot: Dossier }) {
  const { conditions } = plot;
  const revise = can("plot:register") && !isHistory.value && (
    <Button
      kind="quiet"
      icon="edit"
      onClick={() => {
        editing.value = "conditions";
      }}
    >
      {m.reviseConditions()}
    </Button>
  );
  if (!conditions)
    return (
      <EmptyState icon="ruler" title={m.conditionsEmpty()} action={revise || undefined}>
        {m.conditionsEmptyText()}
      </EmptyState>
    );
  return (
    <Section title={m.conditions()} action={revise}>
      <Bounds conditions={conditions} />
      <Facts>
        <Fact label={m.documentNo()} source={conditions.source}>
          {conditions.document_no || "—"}
        </Fact>
        <Fact label={m.inForce()}>{formatDate(conditions.valid_from)}</Fact>
      </Facts>
    </Section>
  );
}

function Bounds({ conditions }: { conditions: Conditions }) {
  return (
    <table class="plot-table figure">
      <thead>
        <tr>
          <th scope="col">{m.indicator()}</th>
          <th scope="col" class="end">
            {m.lower()}
          </th>
          <th scope="col" class="end">
            {m.upper()}
          </th>
        </tr>
      </thead>
      <tbody>
        {indicators.map(({ name, low, high, show }) => (
          <tr key={name}>
            <th scope="row">{m[name]()}</th>
            {[conditions[low], conditions[high]].map((value, index) => (
              <td key={index === 0 ? "low" : "high"} class="end">
                {value === null ? <span class="quiet">{m.notSet()}</span> : show(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
