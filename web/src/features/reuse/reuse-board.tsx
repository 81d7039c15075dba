import { term, termOptions } from "../../app/terms";
import { parkName } from "../../app/zone";
import { formatArea } from "../../locale/units";
import { DueMark } from "./marks";
import { m } from "./messages";
import { openMeasure, setFilter, stages } from "./reuse.state";
import type { Measure, MeasureList } from "./types";

/** Measures against stages as counts, then one column per stage with its measures, the most pressing first. */
export function ReuseBoard({ list }: { list: MeasureList }) {
  return (
    <>
      <Matrix list={list} />
      <div class="reuse-board">
        {stages.map((stage) => {
          const here = list.items.filter((item) => item.stage === stage);
          return (
            <section key={stage} class="reuse-column" aria-label={term("reuse.ReuseStage", stage)}>
              <h3 class="reuse-column-head">
                {term("reuse.ReuseStage", stage)} <span class="figure quiet">{here.length}</span>
              </h3>
              <ul>
                {here.map((item) => (
                  <Card key={item.id} item={item} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}

function Matrix({ list }: { list: MeasureList }) {
  const rows = termOptions("reuse.ReuseMeasure").filter(({ value }) => list.by_measure[value]);
  const count = (measure: string, stage: string) =>
    list.board.find((cell) => cell.measure === measure && cell.stage === stage)?.count ?? 0;
  return (
    <details class="reuse-matrix page-card" open>
      <summary>{m.matrix()}</summary>
      <div class="page-scroll">
        <table class="page-table">
          <thead>
            <tr>
              <th scope="col">{m.measure()}</th>
              {stages.map((stage) => (
                <th key={stage} scope="col" class="reuse-number">
                  {term("reuse.ReuseStage", stage)}
                </th>
              ))}
              <th scope="col" class="reuse-number">
                {m.all()}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ value, label }) => (
              <tr key={value}>
                <th scope="row">
                  <button type="button" class="reuse-link" onClick={() => setFilter({ measure: value })}>
                    {label}
                  </button>
                </th>
                {stages.map((stage) => {
                  const here = count(value, stage);
                  return (
                    <td key={stage} class="reuse-number figure">
                      {here > 0 ? (
                        <button
                          type="button"
                          class="reuse-link"
                          title={`${label} · ${term("reuse.ReuseStage", stage)}`}
                          onClick={() => setFilter({ measure: value, stage })}
                        >
                          {here}
                        </button>
                      ) : (
                        <span class="reuse-nought">·</span>
                      )}
                    </td>
                  );
                })}
                <td class="reuse-number figure">{list.by_measure[value]}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{m.all()}</th>
              {stages.map((stage) => (
                <td key={stage} class="reuse-number figure">
                  {list.by_stage[stage] ?? 0}
                </td>
              ))}
              <td class="reuse-number figure">{list.total}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </details>
  );
}

function Card({ item }: { item: Measure }) {
  return (
    <li>
      <button
        type="button"
        class={`reuse-card ${item.is_overdue ? "reuse-card-late" : ""}`}
        onClick={() => openMeasure(item.id)}
      >
        <strong>{term("reuse.ReuseMeasure", item.measure)}</strong>
        <span class="reuse-card-line">
          <span title={parkName(item.park_code)}>{item.plot_no ?? item.park_code}</span>
          <span class="figure quiet">{formatArea(item.area_m2)}</span>
        </span>
        {(item.left_names_zh || item.came_names_zh) && (
          <span class="reuse-card-who">
            {item.left_names_zh ?? "—"} → {item.came_names_zh ?? "—"}
          </span>
        )}
        {item.next_due_on && <DueMark day={item.next_due_on} left={item.days_left} />}
      </button>
    </li>
  );
}
