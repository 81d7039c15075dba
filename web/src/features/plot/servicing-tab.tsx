import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Icon, type IconName } from "../../ui/icon";
import { EmptyState } from "../../ui/states";
import { m } from "./messages";
import { editing } from "./plot.state";
import { Section } from "./section";
import type { Dossier, ServicingFact } from "./types";

const icons: Record<string, IconName> = {
  road: "road",
  water: "water",
  power: "power",
  drainage: "drainage",
  gas: "gas",
  heat: "heat",
  telecom: "telecom",
  levelled: "levelled",
};
/** A shape besides the word, so that a glance tells connected from missing without colour. */
const statusIcons: Record<string, IconName> = {
  connected: "success",
  at_boundary: "flag",
  none: "ban",
  unknown: "help",
};

export function ServicingTab({ plot }: { plot: Dossier }) {
  const revise = can("plot_state:write") && !isHistory.value && (
    <Button
      kind="quiet"
      icon="edit"
      onClick={() => {
        editing.value = "servicing";
      }}
    >
      {m.reviseServicing()}
    </Button>
  );
  if (plot.servicing_facts.length === 0)
    return (
      <EmptyState icon="power" title={m.servicingEmpty()} action={revise || undefined}>
        {m.servicingEmptyText()}
      </EmptyState>
    );
  return (
    <Section title={m.servicing()} note={term("land.ServicingLevel", plot.servicing)} action={revise}>
      <ul class="plot-utilities">
        {termOptions("land.Utility").map(({ value, label }) => (
          <Utility
            key={value}
            name={value}
            label={label}
            fact={plot.servicing_facts.find((f) => f.utility === value)}
          />
        ))}
      </ul>
    </Section>
  );
}

function Utility({ name, label, fact }: { name: string; label: string; fact: ServicingFact | undefined }) {
  return (
    <li class="plot-utility">
      <Icon name={icons[name] ?? "info"} />
      <span class="plot-utility-name">{label}</span>
      {fact ? (
        <>
          <span class={`plot-utility-status is-${fact.status}`}>
            <Icon name={statusIcons[fact.status] ?? "help"} size={14} />
            {term("land.UtilityStatus", fact.status)}
          </span>
          <span class="figure plot-utility-capacity">
            {fact.capacity === null
              ? ""
              : `${formatNumber(fact.capacity, Number.isInteger(fact.capacity) ? 0 : 2)} ${fact.unit ?? ""}`}
          </span>
          <span class="plot-note">
            {fact.source} · {formatDate(fact.observed_on)}
          </span>
        </>
      ) : (
        <span class="quiet">{m.notRecorded()}</span>
      )}
    </li>
  );
}
