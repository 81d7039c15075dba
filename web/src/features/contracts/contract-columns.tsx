import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { daysBetween } from "../../locale/days";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { areaFigure, areaUnitLabel, formatArea } from "../../locale/units";
import { Badge } from "../../ui/chips";
import type { Column } from "../../ui/table";
import { InstrumentBadge } from "./instrument-badge";
import { m } from "./messages";
import { ProgressMark } from "./progress-mark";
import type { ContractItem, ContractTotals } from "./types";

const narrow = ["contract_no", "plot_no", "progress", "duties"];

/** The columns of the list; beside an open sheet only those that tell one contract from another. */
export function contractColumns(totals: ContractTotals, beside: boolean): Column<ContractItem>[] {
  const all: Column<ContractItem>[] = [
    {
      key: "contract_no",
      title: m.contractNo(),
      width: 168,
      grow: beside,
      sort: "contract_no",
      cell: (row) => (
        <span class="figure">
          {row.contract_no} <InstrumentBadge instrument={row.instrument} />
        </span>
      ),
    },
    { key: "plot_no", title: m.plotNo(), width: 84, sort: "plot_no", cell: (row) => <b>{row.plot_no}</b> },
    {
      key: "party",
      title: m.party(),
      width: 170,
      grow: !beside,
      sort: "party",
      cell: (row) => <span title={row.party_name_zh}>{inLanguage(row.party_name_zh, row.party_name_en)}</span>,
    },
    {
      key: "signed_on",
      title: m.signedOn(),
      width: 132,
      sort: "signed_on",
      cell: (row) => <span class="figure">{formatDate(row.signed_on)}</span>,
    },
    {
      key: "area",
      title: `${m.area()}（${areaUnitLabel()}）`,
      width: 104,
      align: "end",
      sort: "area_m2",
      cell: (row) => areaFigure(row.area_m2),
      footer: formatArea(totals.area_m2),
    },
    {
      key: "price",
      title: m.price(),
      width: 130,
      align: "end",
      sort: "price_yuan",
      cell: (row) => formatYuan(row.price_yuan),
      footer: formatYuan(totals.price_yuan),
    },
    {
      key: "progress",
      title: m.progress(),
      width: 124,
      cell: (row) =>
        row.state === "ended" ? (
          <Badge title={row.ended_on ? formatDate(row.ended_on) : undefined}>
            {term("supply.ContractState", "ended")}
          </Badge>
        ) : (
          <ProgressMark progress={row.progress} />
        ),
    },
    {
      key: "duties",
      title: m.duties(),
      width: 120,
      sort: "overdue",
      cell: (row) => <DutyFigure row={row} />,
    },
    {
      key: "next",
      title: m.next(),
      width: 220,
      grow: true,
      sort: "next_on",
      cell: (row) => <NextDuty row={row} />,
    },
  ];
  return beside ? all.filter(({ key }) => narrow.includes(key)) : all;
}

function DutyFigure({ row }: { row: ContractItem }) {
  if (row.duties === 0) return <span class="quiet">—</span>;
  return (
    <span title={m.dutiesTitle(row.kept, row.duties, row.overdue)} class="contracts-duty-figure">
      <span class="figure">
        {row.kept}/{row.duties}
      </span>
      {row.overdue > 0 && <Badge tone="danger">{m.lateCount(row.overdue)}</Badge>}
    </span>
  );
}

function NextDuty({ row }: { row: ContractItem }) {
  if (!row.next_on || !row.next_label_zh) return <span class="quiet">—</span>;
  const left = shownDate.value ? daysBetween(shownDate.value, row.next_on) : 0;
  return (
    <span class="contracts-next" title={inLanguage(row.next_label_zh, row.next_label_en)}>
      <span class={left < 0 ? "contracts-late" : "quiet"}>{left < 0 ? m.late(-left) : m.daysLeft(left)}</span>
      <span class="contracts-next-label">{inLanguage(row.next_label_zh, row.next_label_en)}</span>
    </span>
  );
}
