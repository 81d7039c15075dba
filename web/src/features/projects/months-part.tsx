import { formatDate } from "../../locale/date";
import { LightMark, WhyLight } from "./light-mark";
import { ms } from "./messages";
import type { ProjectSheet } from "./types";

/** The light given for each month, as it was known then. */
export function MonthsPart({ project }: { project: ProjectSheet }) {
  if (project.month_light_list.length === 0) return <p class="quiet sheet-none">{ms.noMonths()}</p>;
  return (
    <ul class="months">
      {project.month_light_list.map((month) => (
        <li key={month.month}>
          <p class="month-head">
            <strong class="figure">{month.month.slice(0, 7)}</strong>
            <LightMark light={month.light} />
            <span class="quiet">{ms.frozenBy(month.actor_name, formatDate(month.read_on))}</span>
          </p>
          <WhyLight light={month.light} aspects={month.aspects} />
        </li>
      ))}
    </ul>
  );
}
