import { term } from "../../app/terms";
import { formatNumber, formatPercent } from "../../locale/number";
import { m } from "./messages";
import { filter, setFilter } from "./projects.state";
import type { ProjectList, Rate } from "./types";

const classes = ["kept", "missed", "early", "not_due", "undated"] as const;

/** How many, how much, and the three rates; every figure opens the list that it counts. */
export function Rates({ list }: { list: ProjectList }) {
  return (
    <div class="rates">
      <section class="rate">
        <h3 class="rate-name">{m.total(list.total)}</h3>
        <p class="rate-value figure">{formatNumber(list.investment_yuan / 100_000_000, 2)}</p>
        <p class="quiet">{m.investmentYi()}</p>
        <p class="rate-classes">
          {(["red", "yellow", "green", "unknown"] as const).map((light) => (
            <button
              key={light}
              type="button"
              class="rate-class"
              aria-pressed={filter.value.light === light}
              onClick={() => setFilter({ light: filter.value.light === light ? "" : light })}
            >
              {term("projects.Light", light)} <strong class="figure">{list.by_light[light] ?? 0}</strong>
            </button>
          ))}
        </p>
      </section>
      {list.rates.map((rate) => (
        <OneRate key={rate.kind} rate={rate} />
      ))}
    </div>
  );
}

function OneRate({ rate }: { rate: Rate }) {
  const chosen = filter.value;
  const toggle = (group: string) => {
    const again = chosen.rate === rate.kind && chosen.rate_class === group;
    setFilter({ rate: again ? "" : rate.kind, rate_class: again ? "" : group });
  };
  return (
    <section class="rate" title={rate.basis}>
      <h3 class="rate-name">{term("projects.RateKind", rate.kind)}</h3>
      <p class="rate-value figure">{rate.share === null ? "—" : formatPercent(rate.share)}</p>
      <p class="quiet figure">{rate.due === 0 ? m.nothingDue() : m.rateOf(rate.kept, rate.due)}</p>
      <p class="rate-classes">
        {classes.map((group) => (
          <button
            key={group}
            type="button"
            class="rate-class"
            aria-pressed={chosen.rate === rate.kind && chosen.rate_class === group}
            onClick={() => toggle(group)}
          >
            {term("projects.RateClass", group)} <strong class="figure">{rate.classes[group] ?? 0}</strong>
          </button>
        ))}
      </p>
    </section>
  );
}
