import { term } from "../../app/terms";
import { parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { DueMark, PlotButton, StageMark } from "./marks";
import { m } from "./messages";
import { openMeasure } from "./reuse.state";
import type { Measure, MeasureList } from "./types";

const heads = [
  m.number,
  m.title,
  m.measure,
  m.stage,
  m.since,
  m.plot,
  m.area,
  m.leftCame,
  m.taxPerMu,
  m.nextDue,
  m.officer,
];

/** The same measures as a list with sums. */
export function ReuseTable({ list }: { list: MeasureList }) {
  return (
    <div class="page-card page-scroll">
      <table class="page-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head()} scope="col">
                {head()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={6}>{m.all()}</td>
            <td class="figure">{formatArea(list.area_m2)}</td>
            <td colSpan={4} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Row({ item }: { item: Measure }) {
  const tax = item.comparison.find(({ name }) => name === "tax_yuan");
  return (
    <tr>
      <td class="figure">{item.reuse_no}</td>
      <td>
        <button type="button" class="reuse-link" onClick={() => openMeasure(item.id)}>
          {item.title_zh}
        </button>
        {item.case_no && <span class="quiet reuse-under">{item.case_no}</span>}
      </td>
      <td>{term("reuse.ReuseMeasure", item.measure)}</td>
      <td>
        <StageMark stage={item.stage} />
      </td>
      <td class="figure reuse-nowrap">{formatDate(item.since)}</td>
      <td class="reuse-nowrap" title={parkName(item.park_code)}>
        <PlotButton id={item.plot_id} no={item.plot_no} />
      </td>
      <td class="figure reuse-nowrap">{formatArea(item.area_m2)}</td>
      <td>
        {item.left_names_zh || item.came_names_zh ? `${item.left_names_zh ?? "—"} → ${item.came_names_zh ?? "—"}` : "—"}
      </td>
      <td class="figure reuse-nowrap">
        {tax?.per_mu_before === null && tax.per_mu_after === null
          ? "—"
          : `${formatNumber(tax?.per_mu_before, 2)} → ${formatNumber(tax?.per_mu_after, 2)}`}
      </td>
      <td class="reuse-nowrap">
        <DueMark day={item.next_due_on} left={item.days_left} />
      </td>
      <td>{item.officer_name || m.nobody()}</td>
    </tr>
  );
}
