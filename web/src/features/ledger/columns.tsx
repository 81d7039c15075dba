import type { PlotPage, PlotRow } from "../../api/types";
import { selectedIds } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { StageMark } from "../../app/stage-mark";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { IconButton } from "../../ui/button";
import type { Column } from "../../ui/table";
import type { ColumnKey } from "./column-keys";
import { toggleRow } from "./ledger.state";
import { m } from "./messages";

/** The word of a column, for its header and for the chooser. */
export const columnTitle: Record<ColumnKey, () => string> = {
  plot_no: m.plotNo,
  park: m.park,
  stage: m.stage,
  area: () => m.areaIn(areaUnitLabel()),
  land_use: m.use,
  holder: m.holder,
  supply: () => term("land.StateAxis", "supply"),
  development: () => term("land.StateAxis", "development"),
  compliance: () => term("land.StateAxis", "compliance"),
  land_control: () => term("land.StateAxis", "land_control"),
  servicing: () => term("land.StateAxis", "servicing"),
  updated: m.updated,
};

type Shape = Omit<Column<PlotRow>, "key" | "title" | "footer">;

const shapes: Record<ColumnKey, Shape> = {
  plot_no: { width: 104, sort: "plot_no", cell: (row) => <strong class="ledger-no">{row.plot_no}</strong> },
  park: {
    width: 132,
    grow: true,
    sort: "park",
    cell: (row) => <span>{inLanguage(row.park_name_zh, row.park_name_en)}</span>,
  },
  stage: { width: 136, sort: "stage", cell: (row) => <StageMark stage={row.stage} /> },
  area: { width: 116, align: "end", sort: "area_m2", cell: (row) => areaFigure(row.area_m2) },
  land_use: {
    width: 124,
    grow: true,
    sort: "land_use",
    cell: (row) => (
      <span title={row.land_use_code ?? undefined}>
        {inLanguage(row.land_use_name_zh, row.land_use_name_en) || "—"}
      </span>
    ),
  },
  holder: {
    width: 168,
    grow: true,
    sort: "holder",
    cell: (row) => (
      <span title={row.holder_name_zh ?? undefined}>{inLanguage(row.holder_name_zh, row.holder_name_en) || "—"}</span>
    ),
  },
  supply: { width: 112, sort: "supply", cell: (row) => <span>{term("land.SupplyState", row.supply)}</span> },
  development: {
    width: 96,
    sort: "development",
    cell: (row) => <span>{term("land.DevelopmentState", row.development)}</span>,
  },
  compliance: {
    width: 108,
    sort: "compliance",
    cell: (row) => <span>{term("land.ComplianceState", row.compliance)}</span>,
  },
  land_control: {
    width: 104,
    sort: "land_control",
    cell: (row) => <span>{term("land.LandControl", row.land_control)}</span>,
  },
  servicing: {
    width: 104,
    sort: "servicing",
    cell: (row) => <span>{term("land.ServicingLevel", row.servicing)}</span>,
  },
  updated: { width: 128, align: "end", sort: "changed_on", cell: (row) => formatDate(row.changed_on) },
};

/** The table's columns: a box to pick, the chosen facts, a button to the map; the footer carries the totals of the whole list. */
export function tableColumns(keys: ColumnKey[], totals: PlotPage | null): Column<PlotRow>[] {
  const footer: Partial<Record<ColumnKey, string>> = totals
    ? { plot_no: m.total(), park: m.rows(formatNumber(totals.total)), area: areaFigure(totals.total_area_m2) }
    : {};
  // Where only narrow columns are chosen, the last one takes the room that is left.
  const roomy = keys.some((key) => shapes[key].grow) ? null : keys.at(-1);
  return [
    {
      key: "pick",
      title: <span class="visually-hidden">{m.pick()}</span>,
      width: 36,
      cell: (row) => (
        <input
          type="checkbox"
          aria-label={m.pickRow(row.plot_no)}
          checked={selectedIds.value.includes(row.id)}
          tabIndex={-1}
          onClick={(event) => event.stopPropagation()}
          onChange={() => toggleRow(row.id)}
        />
      ),
    },
    ...keys.map((key) => ({
      ...shapes[key],
      grow: shapes[key].grow || key === roomy,
      key,
      title: columnTitle[key](),
      footer: footer[key] ?? "",
    })),
    {
      key: "zoom",
      title: <span class="visually-hidden">{m.zoom()}</span>,
      width: 44,
      align: "end",
      cell: (row) => (
        <IconButton
          icon="target"
          label={m.zoomTo(row.plot_no)}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            goToPlot(row);
          }}
        />
      ),
    },
  ];
}
