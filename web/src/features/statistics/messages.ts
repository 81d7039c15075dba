import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    measure: ["统计口径", "Measure"],
    area: ["面积", "Area"],
    count: ["宗数", "Plots"],
    plots: [(count: string) => `${count} 宗`, (count: string) => `${count} plots`],
    all: ["全部", "All"],
    shown: ["筛选后", "Filtered"],
    equals: ["与台账、图例一致", "equals ledger and legend"],
    asOf: [(day: string) => `统计日期 ${day}`, (day: string) => `As of ${day}`],
    age: [(at: string) => `最近登记 ${at}`, (at: string) => `last recorded ${at}`],
    stages: ["按状态", "By stage"],
    parks: ["按园区", "By park"],
    segment: [
      (park: string, stage: string, count: string, area: string) => `${park} · ${stage}：${count} 宗，${area}`,
      (park: string, stage: string, count: string, area: string) => `${park}, ${stage}: ${count} plots, ${area}`,
    ],
    openLedger: ["看台账", "Open the ledger"],
    clear: ["看全部", "Show all"],
    hint: [
      "点击园区、状态或色块，地图和台账同步筛选。",
      "Press a park, a stage or a segment to filter map and ledger.",
    ],
    otherFilters: ["已按台账的其他筛选条件统计。", "The ledger's other filters apply."],
    emptyTitle: ["没有可统计的地块", "Nothing to count"],
    emptyText: ["登记地块后，这里按园区和状态汇总宗数与面积。", "Plots are summed here by park and stage."],
  }),
};
