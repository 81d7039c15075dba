import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { wide } from "../../locale/language";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { type Column, Table } from "../../ui/table";
import { openCase } from "./cases.state";
import { m } from "./messages";
import { DueMark, StateMark, turnOf } from "./state-mark";
import type { CaseItem, CaseList } from "./types";

/** Overdue first, then by their last day; what has no term after it. */
export function inOrder(items: readonly CaseItem[]): CaseItem[] {
  const far = "9999-12-31";
  return [...items].sort(
    (a, b) =>
      Number(b.is_open) - Number(a.is_open) ||
      Number(b.is_overdue) - Number(a.is_overdue) ||
      (a.next_due_on ?? far).localeCompare(b.next_due_on ?? far) ||
      a.case_no.localeCompare(b.case_no),
  );
}

export function CaseTable({ list }: { list: CaseList }) {
  const rows = inOrder(list.items);
  const today = shownDate.value ?? "";
  return (
    <div class="cases-table" style={{ height: `${Math.min(560, 66 + rows.length * 32)}px` }}>
      <Table
        label={m.cases()}
        columns={columns(list, today)}
        count={rows.length}
        rowAt={(index) => rows[index]}
        rowKey={(row) => row.id}
        onSelect={(row, event) => {
          if (event instanceof MouseEvent) openCase(row.id);
        }}
        onOpen={(row) => openCase(row.id)}
      />
    </div>
  );
}

function columns(list: CaseList, today: string): Column<CaseItem>[] {
  return [
    {
      key: "case",
      title: m.caseNo(),
      width: wide(112, 124),
      cell: (row) => (
        <button type="button" class="text-button" onClick={() => openCase(row.id)}>
          {row.case_no}
        </button>
      ),
      footer: list.total,
    },
    { key: "plot", title: m.plotNo(), width: 76, cell: (row) => row.plot_no ?? "", footer: "" },
    {
      key: "state",
      title: m.state(),
      width: wide(138, 228),
      cell: (row) => <StateMark state={row.state} />,
      footer: "",
    },
    {
      key: "due",
      title: m.dueOn(),
      width: wide(204, 220),
      cell: (row) => <DueMark item={row} today={today} />,
      footer: "",
    },
    { key: "turn", title: m.turn(), width: 76, cell: turnOf, footer: "" },
    {
      key: "ground",
      title: m.ground(),
      width: wide(92, 372),
      cell: (row) => term("idle.IdleGround", row.ground),
      footer: "",
    },
    {
      key: "side",
      title: m.side(),
      width: wide(92, 152),
      cell: (row) => (row.side ? term("idle.CauseSide", row.side) : <span class="quiet">{m.sideUnknown()}</span>),
      footer: "",
    },
    {
      key: "measure",
      title: m.measure(),
      width: wide(110, 230),
      grow: true,
      cell: (row) => term("idle_cases.Measure", row.measure),
      footer: "",
    },
    { key: "since", title: m.since(), width: 118, cell: (row) => formatDate(row.since), footer: "" },
    {
      key: "area",
      title: m.area(areaUnitLabel()),
      width: 108,
      align: "end",
      cell: (row) => areaFigure(row.idle_area_m2),
      footer: areaFigure(list.idle_area_m2),
    },
    {
      key: "holder",
      title: m.holder(),
      width: 120,
      grow: true,
      cell: (row) => <span title={row.party_name_zh ?? ""}>{row.party_name_zh ?? ""}</span>,
      footer: "",
    },
    { key: "officer", title: m.officer(), width: 92, cell: (row) => row.officer_name, footer: "" },
  ];
}
