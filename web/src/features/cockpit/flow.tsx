import { formatDate } from "../../locale/date";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Icon } from "../../ui/icon";
import { m } from "./messages";
import { r } from "./report-messages";
import type { Cockpit, FlowMonth } from "./types";

const columns = [
  ["opening_m2", m.opening],
  ["found_m2", m.found],
  ["extended_m2", m.extended],
  ["reused_m2", m.reused],
  ["recovered_m2", m.recovered],
  ["annulled_m2", m.annulled],
  ["closing_m2", m.closing],
] as const;

/** 闲置土地增减: month by month like an account, with its balance checked in every line. */
export function Flow({ found }: { found: Cockpit }) {
  if (found.flow.length === 0) return null;
  return (
    <section class="picture">
      <header class="picture-head">
        <h3 class="cockpit-title">{m.flow()}</h3>
      </header>
      <div class="page-scroll">
        <table class="page-table flow-table">
          <thead>
            <tr>
              <th scope="col">{m.month()}</th>
              {columns.map(([name, title]) => (
                <th key={name} scope="col" class="list-number">
                  {title()}
                </th>
              ))}
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {found.flow.map((month) => (
              <tr key={month.month}>
                <th scope="row" title={m.until(formatDate(month.until))}>
                  {r.monthOf(month.month)}
                </th>
                {columns.map(([name]) => (
                  <td key={name} class="list-number figure">
                    {areaFigure(month[name])}
                  </td>
                ))}
                <td>
                  <Icon name={isBalanced(month) ? "check" : "warning"} />
                  <span class="flow-balance">{isBalanced(month) ? m.balanced() : m.unbalanced()}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="tile-age">{m.flowBasis(areaUnitLabel())}</p>
    </section>
  );
}

/** To half a hundredth of a square metre: what the numbers' own form on the wire may lose. */
function isBalanced(month: FlowMonth): boolean {
  const gone = month.extended_m2 + month.reused_m2 + month.recovered_m2 + (month.annulled_m2 ?? 0);
  const moved = month.opening_m2 + month.found_m2 - gone;
  return Math.abs(moved - month.closing_m2) < 0.005;
}
