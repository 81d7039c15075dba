import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { daysBetween } from "../../locale/days";
import { inLanguage, wide } from "../../locale/language";
import { formatArea } from "../../locale/units";
import type { Column } from "../../ui/table";
import { ClassMark } from "./class-mark";
import { m } from "./messages";
import type { Finding } from "./types";

/** The columns of the scan's list: class, plot, holder, since, whose cause, next duty and its day. */
export function scanColumns(): Column<Finding>[] {
  return [
    {
      key: "class",
      title: m.landClass(),
      width: wide(190, 206),
      sort: "class",
      cell: (row) => <ClassOrState row={row} />,
    },
    { key: "plot", title: m.plot(), width: 88, sort: "plot_no", cell: (row) => row.plot_no },
    {
      key: "holder",
      title: m.holder(),
      width: wide(150, 164),
      grow: true,
      sort: "party",
      cell: (row) => inLanguage(row.party_name_zh, row.party_name_en),
    },
    {
      key: "area",
      title: m.areaShort(),
      width: 96,
      align: "end",
      sort: "area_m2",
      cell: (row) => <span class="figure">{formatArea(row.area_m2)}</span>,
    },
    { key: "since", title: m.idleDays(), width: 148, sort: "since", cell: (row) => <Since row={row} /> },
    {
      key: "side",
      title: m.side(),
      width: wide(92, 148),
      cell: (row) => (row.side ? term("idle.CauseSide", row.side) : ""),
    },
    { key: "next", title: m.nextDuty(), width: wide(210, 330), grow: true, cell: (row) => <Next row={row} /> },
    { key: "latest", title: m.latestOn(), width: 186, sort: "latest_on", cell: (row) => <Latest row={row} /> },
    { key: "case", title: m.case(), width: 110, cell: (row) => row.case_no ?? "" },
    { key: "contract", title: m.contract(), width: 160, cell: (row) => row.contract_no },
  ];
}

function ClassOrState({ row }: { row: Finding }) {
  return row.land_class ? (
    <ClassMark name={row.land_class} />
  ) : (
    <span class="quiet">{term("idle.IdleState", row.state)}</span>
  );
}

function Since({ row }: { row: Finding }) {
  if (row.since === null) return null;
  return (
    <span class="figure" title={formatDate(row.since)}>
      {row.since} <b>{m.days(row.idle_days ?? 0)}</b>
    </span>
  );
}

function Next({ row }: { row: Finding }) {
  if (row.case_no) return <span class="quiet">{m.byCase(row.case_no)}</span>;
  const words = row.missing_zh.length
    ? inLanguage(row.missing_zh.join("、"), row.missing_en.join(", "))
    : term("idle.IdleDuty", row.duty);
  return (
    <span title={words}>
      {row.missing_zh.length > 0 && <span class="quiet">{m.missing()} </span>}
      {words}
    </span>
  );
}

function Latest({ row }: { row: Finding }) {
  if (row.case_no || !row.latest_on || !shownDate.value) return <span class="quiet">—</span>;
  const left = daysBetween(shownDate.value, row.latest_on);
  return (
    <span class="figure">
      {row.latest_on}{" "}
      <span class={left < 0 ? "idle-late" : "quiet"}>{left < 0 ? m.daysPast(-left) : m.daysLeft(left)}</span>
    </span>
  );
}
