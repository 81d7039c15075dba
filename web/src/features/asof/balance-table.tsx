import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { m } from "./messages";
import type { ParkBalance } from "./time.state";

const mu = (m2: number) => (m2 * 3) / 2000;
const figure = (m2: number) => formatNumber(mu(m2), 2);
const signed = (m2: number) => `${mu(m2) > 0 ? "+" : ""}${figure(m2)}`;

/** Per park: plots before and after, and what was gained or lost in 亩; the last line sums them. */
export function BalanceTable({ balance }: { balance: readonly ParkBalance[] }) {
  const sum = (pick: (park: ParkBalance) => number) => balance.reduce((total, park) => total + pick(park), 0);
  const lines = balance.map((park) => ({
    key: park.park_code,
    name: inLanguage(park.park_name_zh, park.park_name_en),
    before: park.before_count,
    after: park.after_count,
    difference: park.after_area_m2 - park.before_area_m2,
  }));
  const total = {
    key: "total",
    name: m.total(),
    before: sum((park) => park.before_count),
    after: sum((park) => park.after_count),
    difference: sum((park) => park.after_area_m2 - park.before_area_m2),
  };
  return (
    <table class="timechanges-balance">
      <caption>{m.balance()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.park()}</th>
          <th scope="col">{m.before()}</th>
          <th scope="col">{m.after()}</th>
          <th scope="col">{m.difference()}</th>
        </tr>
      </thead>
      <tbody>
        {[...lines, total].map((line) => (
          <tr key={line.key}>
            <th scope="row">{line.name}</th>
            <td class="figure">{formatNumber(line.before)}</td>
            <td class="figure">{formatNumber(line.after)}</td>
            <td class="figure">{signed(line.difference)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
