import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { daysBetween } from "../../locale/days";
import { inLanguage } from "../../locale/language";
import type { Column } from "../../ui/table";
import { m } from "./messages";
import { StateMark } from "./state-mark";
import type { Commitment } from "./types";

/** The columns of the ledger; beside an open sheet only what tells the rows apart. */
export function ledgerColumns(beside: boolean): Column<Commitment>[] {
  const all: (Column<Commitment> & { wide?: boolean })[] = [
    { key: "state", title: m.state(), width: 104, sort: "state", cell: (row) => <StateMark item={row} /> },
    { key: "act_by", title: m.actBy(), width: 188, sort: "act_by", cell: (row) => <ActBy row={row} /> },
    { key: "plot", title: m.plot(), width: 92, sort: "plot_no", cell: (row) => row.plot_no },
    {
      key: "duty",
      title: m.duty(),
      width: 240,
      grow: true,
      cell: (row) => (
        <span title={inLanguage(row.label_zh, row.label_en)}>{inLanguage(row.label_zh, row.label_en)}</span>
      ),
    },
    {
      key: "due",
      title: m.dueOn(),
      width: 136,
      sort: "due_on",
      cell: (row) => <span class="figure">{formatDate(row.due_on)}</span>,
    },
    {
      key: "late",
      title: m.late(),
      width: 76,
      align: "end",
      sort: "late_days",
      cell: (row) => (row.late_days ? <span class="figure">{m.days(row.late_days)}</span> : ""),
    },
    {
      key: "holder",
      title: m.holder(),
      width: 150,
      sort: "party",
      wide: true,
      cell: (row) => inLanguage(row.party_name_zh, row.party_name_en),
    },
    {
      key: "contract",
      title: m.contract(),
      width: 164,
      sort: "contract_no",
      wide: true,
      cell: (row) => row.contract_no,
    },
    { key: "officer", title: m.officer(), width: 92, wide: true, cell: (row) => row.officer_name || "—" },
  ];
  return all.filter((column) => !beside || !column.wide);
}

/** The day by which something has to happen, and how far it is. */
function ActBy({ row }: { row: Commitment }) {
  if (!row.act_by || !shownDate.value) return <span class="quiet">—</span>;
  const left = daysBetween(shownDate.value, row.act_by);
  const soon = left >= 0 && left <= 30;
  return (
    <span class="figure">
      {formatDate(row.act_by)}
      {soon && <span class="promise-soon"> {m.daysLeft(left)}</span>}
    </span>
  );
}
