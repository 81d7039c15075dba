import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { wide } from "../../locale/language";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import type { Column } from "../../ui/table";
import { CoverageMark } from "./coverage-mark";
import { m } from "./messages";
import { chosen, openTask, toggle } from "./patrol.state";
import type { Coverage, CoverageItem } from "./types";

/** The columns of the coverage list; the footer sums what is listed. */
export function coverageColumns(found: Coverage): Column<CoverageItem>[] {
  return [
    {
      key: "pick",
      title: m.choose(),
      width: wide(40, 52),
      cell: (row) => (
        <input
          type="checkbox"
          checked={chosen.value.has(row.plot_id)}
          aria-label={`${m.choose()} ${row.plot_no}`}
          onClick={(event) => event.stopPropagation()}
          onChange={() => toggle(row.plot_id)}
        />
      ),
      footer: "",
    },
    { key: "plot", title: m.plotNo(), width: 88, cell: (row) => row.plot_no, footer: m.total(found.total) },
    {
      key: "state",
      title: m.state(),
      width: wide(140, 190),
      cell: (row) => <CoverageMark state={row.state} />,
      footer: "",
    },
    {
      key: "days",
      title: m.unvisitedDays(),
      width: wide(92, 122),
      align: "end",
      cell: (row) => row.unvisited_days,
      footer: "",
    },
    {
      key: "last",
      title: m.lastVisit(),
      width: 118,
      cell: (row) =>
        row.last_visited_on ? (
          <span title={row.last_visitor_name ?? ""}>{formatDate(row.last_visited_on)}</span>
        ) : (
          <span class="quiet">{m.never()}</span>
        ),
      footer: "",
    },
    { key: "due", title: m.dueOn(), width: 118, cell: (row) => formatDate(row.due_on), footer: "" },
    {
      key: "development",
      title: m.development(),
      width: wide(74, 150),
      cell: (row) => term("land.DevelopmentState", row.development),
      footer: "",
    },
    {
      key: "group",
      title: m.group(),
      width: wide(120, 256),
      grow: true,
      cell: (row) =>
        row.task_no && row.task_id !== null ? (
          <button
            type="button"
            class="text-button"
            onClick={() => openTask(row.task_id)}
            title={row.group_name_zh ?? ""}
          >
            {row.task_no}
          </button>
        ) : (
          (row.group_name_zh ?? <span class="quiet">{m.nobody()}</span>)
        ),
      footer: "",
    },
    {
      key: "holder",
      title: m.holder(),
      width: 130,
      grow: true,
      cell: (row) => <span title={row.holder_name_zh ?? ""}>{row.holder_name_zh ?? ""}</span>,
      footer: "",
    },
    {
      key: "area",
      title: m.area(areaUnitLabel()),
      width: 84,
      align: "end",
      cell: (row) => areaFigure(row.area_m2),
      footer: areaFigure(found.area_m2),
    },
  ];
}
