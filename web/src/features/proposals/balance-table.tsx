import { formatNumber } from "../../locale/number";
import { Badge } from "../../ui/chips";
import { mt } from "./messages";
import type { Balance, BalanceLine } from "./types";

/** Ground before and after in ㎡ and 亩, group by group; those that must keep it say whether they do. */
export function BalanceTable({ balance }: { balance: Balance }) {
  return (
    <div class="page-scroll">
      <table class="page-table">
        <thead>
          <tr>
            <th scope="col">{mt.group()}</th>
            <th scope="col">{mt.from()}</th>
            <th scope="col">{mt.to()}</th>
            {[mt.before, mt.after, mt.change].flatMap((head) =>
              [mt.m2, mt.mu].map((unit) => (
                <th key={head() + unit()} scope="col" class="figure">
                  {head()}（{unit()}）
                </th>
              )),
            )}
            <th scope="col">{mt.kept()}</th>
          </tr>
        </thead>
        <tbody>
          {balance.groups.map((group) => (
            <tr key={group.group}>
              <td class="figure">{group.group}</td>
              <td>{group.from_nos.join("、") || "—"}</td>
              <td>{group.to_nos.join("、") || "—"}</td>
              <Figures line={group} />
              <td>
                {group.keeps_ground ? (
                  <Badge tone={group.is_kept ? "success" : "danger"}>{group.is_kept ? mt.kept() : mt.notKept()}</Badge>
                ) : (
                  <span class="quiet">{mt.free()}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>{mt.total()}</td>
            <Figures line={balance} />
            <td />
          </tr>
        </tfoot>
      </table>
      <p class="quiet proposals-tolerance">{mt.tolerance(formatNumber(balance.tolerance_m2, 2))}</p>
    </div>
  );
}

function Figures({ line }: { line: BalanceLine }) {
  const signed = (value: number, decimals: number) => `${value > 0 ? "+" : ""}${formatNumber(value, decimals)}`;
  return (
    <>
      <td class="figure">{formatNumber(line.before_m2, 2)}</td>
      <td class="figure">{formatNumber(line.before_mu, 4)}</td>
      <td class="figure">{formatNumber(line.after_m2, 2)}</td>
      <td class="figure">{formatNumber(line.after_mu, 4)}</td>
      <td class="figure">{signed(line.difference_m2, 2)}</td>
      <td class="figure">{signed(line.difference_mu, 4)}</td>
    </>
  );
}
