import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { areaFigure, areaUnitLabel, formatArea } from "../../locale/units";
import type { Column } from "../../ui/table";
import { m } from "./messages";
import { PipelineMark } from "./pipeline-mark";
import type { Pipeline, PipelineRow } from "./types";

const narrow = ["column", "listing_no", "plot_no", "next"];

/** The columns of the pipeline; beside an open sheet only those that tell one announcement from another. */
export function pipelineColumns(list: Pipeline, beside: boolean): Column<PipelineRow>[] {
  const all: Column<PipelineRow>[] = [
    { key: "column", title: m.column(), width: 108, cell: (row) => <PipelineMark pipeline={row.pipeline} /> },
    {
      key: "listing_no",
      title: m.listingNo(),
      width: 164,
      cell: (row) =>
        row.listing_no ? <span class="figure">{row.listing_no}</span> : <span class="quiet">{m.noNumber()}</span>,
    },
    { key: "plot_no", title: m.plotNo(), width: 78, cell: (row) => <b>{row.plot_no}</b> },
    {
      key: "area",
      title: `${m.area()}（${areaUnitLabel()}）`,
      width: 96,
      align: "end",
      cell: (row) => areaFigure(row.area_m2),
      footer: formatArea(list.total_area_m2),
    },
    { key: "method", title: m.method(), width: 64, cell: (row) => term("supply.ListingMethod", row.method) },
    {
      key: "price",
      title: m.price(),
      width: 116,
      align: "end",
      cell: (row) => (row.start_price_yuan === null ? <span class="quiet">—</span> : formatYuan(row.start_price_yuan)),
    },
    {
      key: "announced",
      title: m.announcedOn(),
      width: 118,
      cell: (row) => <span class="figure">{row.announced_on ? formatDate(row.announced_on) : "—"}</span>,
    },
    {
      key: "applications",
      title: m.applications(),
      width: 68,
      align: "end",
      cell: (row) =>
        row.application_count === 0 ? (
          <span class="quiet">—</span>
        ) : (
          <span title={m.admittedOf(row.admitted, row.application_count, row.refused)}>
            {row.admitted}/{row.application_count}
          </span>
        ),
    },
    {
      key: "winner",
      title: m.winner(),
      width: 132,
      cell: (row) => row.winner_name_zh ?? <span class="quiet">—</span>,
    },
    { key: "next", title: m.next(), width: 190, grow: true, cell: (row) => <Next row={row} /> },
  ];
  return beside ? all.filter(({ key }) => narrow.includes(key)) : all;
}

function Next({ row }: { row: PipelineRow }) {
  const words = inLanguage(row.next_zh, row.next_en);
  const left = row.pipeline === "contract" || row.pipeline === "ended" ? null : row.days_left;
  return (
    <span class="supply-next" title={words}>
      {left !== null && (
        <span class={left < 0 ? "supply-late" : "quiet"}>
          {left < 0 ? m.daysPast(-left) : left === 0 ? m.today() : m.daysLeft(left)}
        </span>
      )}
      <span class="supply-next-label">{words}</span>
    </span>
  );
}
