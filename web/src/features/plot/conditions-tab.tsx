import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { boundText, conditionLabel, planningConditions } from "../../locale/plot-fields";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { EmptyState } from "../../ui/states";
import { m } from "./messages";
import { editing } from "./plot.state";
import { Section } from "./section";
import type { Conditions, Dossier } from "./types";

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
  const values = conditions as unknown as Record<string, number | null>;
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
        {planningConditions.map((item) => (
          <tr key={item.name}>
            <th scope="row">{conditionLabel(item)}</th>
            {[item.low, item.high].map((bound) => (
              <td key={bound} class="end">
                {values[bound] == null ? <span class="quiet">{m.notSet()}</span> : boundText(bound, values[bound])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
