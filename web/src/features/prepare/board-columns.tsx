import { term } from "../../app/terms";
import { parkName } from "../../app/zone";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import type { Column } from "../../ui/table";
import { m } from "./messages";
import { LineSign, ReadinessMark } from "./readiness-mark";
import { type BoardRow, type Topic, topics } from "./types";

/** The columns of the board; beside an open sheet only plot, state and the seven signs. */
export function boardColumns(beside: boolean, rows: BoardRow[]): Column<BoardRow>[] {
  const heads: Record<Topic, () => string> = {
    land: m.shortLand,
    cleared: m.shortCleared,
    servicing: m.shortServicing,
    assessment: m.shortAssessment,
    conditions: m.shortConditions,
    topology: m.shortTopology,
    indicators: m.shortIndicators,
  };
  const signs = topics.map(
    (topic): Column<BoardRow> => ({
      key: topic,
      title: (
        <span class="prepare-topic-title" title={term("supply.ReadinessTopic", topic)}>
          {heads[topic]()}
        </span>
      ),
      width: beside ? 70 : 72,
      cell: (row) => <LineSign state={row.topics[topic] ?? "unknown"} label={term("supply.ReadinessTopic", topic)} />,
    }),
  );
  const all: Column<BoardRow>[] = [
    {
      key: "plot_no",
      title: m.plotNo(),
      width: 84,
      sort: "plot_no",
      cell: (row) => <b>{row.plot_no}</b>,
      footer: m.plots(rows.length),
    },
    {
      key: "park",
      title: m.park(),
      width: 56,
      cell: (row) => <span title={parkName(row.park_code)}>{row.park_code}</span>,
    },
    {
      key: "area",
      title: `${m.area()}（${areaUnitLabel()}）`,
      width: 92,
      align: "end",
      sort: "area_m2",
      cell: (row) => areaFigure(row.area_m2),
      footer: areaFigure(rows.reduce((sum, row) => sum + row.area_m2, 0)),
    },
    { key: "supply", title: m.supply(), width: 96, cell: (row) => term("land.SupplyState", row.supply) },
    {
      key: "state",
      title: m.state(),
      width: beside ? 150 : 172,
      sort: "state",
      cell: (row) => <ReadinessMark state={row.state} />,
    },
    ...signs,
    {
      key: "reason",
      title: m.first(),
      width: 200,
      grow: true,
      cell: (row) => <span title={row.reason_zh}>{row.reason_zh || <span class="quiet">—</span>}</span>,
    },
  ];
  const narrow = new Set(["plot_no", "state", ...topics]);
  return beside
    ? all.filter(({ key }) => narrow.has(key)).map((c) => (c.key === "state" ? { ...c, grow: true } : c))
    : all;
}
