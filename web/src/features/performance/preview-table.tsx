import { useEffect, useRef } from "preact/hooks";
import { formatNumber } from "../../locale/number";
import { GradeMark } from "./grade-mark";
import { m, ms } from "./messages";
import type { PreviewRow } from "./types";

/** What a scheme would make of the year: who would change, beside the grade in force. */
export function PreviewTable({ rows }: { rows: PreviewRow[] }) {
  const changed = rows.filter((row) => row.grade !== row.grade_before);
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "start" }), [rows]);
  return (
    <section ref={box} class="preview" aria-live="polite">
      <h3>{changed.length > 0 ? ms.changed(changed.length, rows.length) : ms.noChange()}</h3>
      {changed.length > 0 && (
        <table class="page-table">
          <thead>
            <tr>
              <th scope="col">{m.enterprise()}</th>
              <th scope="col">{ms.before()}</th>
              <th scope="col">{ms.after()}</th>
              <th scope="col" class="is-number">
                {m.score()}
              </th>
              <th scope="col" class="is-number">
                {m.rank()}
              </th>
            </tr>
          </thead>
          <tbody>
            {changed.map((row) => (
              <tr key={`${row.party_id}-${row.park_id}`}>
                <td>
                  {row.party_name_zh} <span class="quiet">{row.park_code}</span>
                </td>
                <td>{row.grade_before ? <GradeMark grade={row.grade_before} short /> : "—"}</td>
                <td>
                  <GradeMark grade={row.grade} status={row.status} short />
                </td>
                <td class="figure is-number">{formatNumber(row.score, 2)}</td>
                <td class="figure is-number">
                  {row.rank_before ?? "—"} → {row.rank ?? "—"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
