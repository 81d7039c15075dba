import { term } from "../../app/terms";
import { GradeMark } from "./grade-mark";
import { m } from "./messages";
import { gradeFilter, setGradeFilter } from "./performance.state";
import type { LeagueRow } from "./types";

const groups = ["A", "B", "C", "D", "exempt", "unscored", "out_of_scope"] as const;
const groupOf = (row: LeagueRow) => (row.status === "graded" ? (row.grade ?? "unscored") : row.status);

/** How many enterprises have which grade, above and below size apart; a part is a filter of the list. */
export function GradesChart({ rows }: { rows: LeagueRow[] }) {
  return (
    <div class="grades-chart">
      {(["above", "below"] as const).map((segment) => (
        <Segment key={segment} segment={segment} rows={rows.filter((row) => row.segment === segment)} />
      ))}
    </div>
  );
}

function Segment({ segment, rows }: { segment: string; rows: LeagueRow[] }) {
  const counts = groups.map((group) => ({ group, count: rows.filter((row) => groupOf(row) === group).length }));
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const word = term("performance.Segment", segment);
  return (
    <section class="grades-segment" aria-label={m.gradesOf(word)}>
      <h3>
        {m.gradesOf(word)} <span class="quiet figure">{m.counted(rows.length)}</span>
      </h3>
      <ul>
        {counts
          .filter(({ group, count }) => count > 0 || group.length === 1)
          .map(({ group, count }) => (
            <li key={group}>
              <button
                type="button"
                class="grades-row"
                aria-pressed={gradeFilter.value === group}
                disabled={count === 0}
                onClick={() => setGradeFilter(group)}
              >
                <GradeMark
                  grade={group.length === 1 ? group : null}
                  status={group.length === 1 ? "graded" : group}
                  short
                />
                <span class={`grades-bar grade-fill-${group}`} style={{ width: `${(count / most) * 60}%` }} />
                <span class="figure">{count}</span>
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
}
