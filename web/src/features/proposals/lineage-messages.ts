import { messages } from "../../locale/language";

export const lm = messages({
  none: ["这块地没有分割、合并或调整的记录。", "No split, merge or moved boundary is recorded for this plot."],
  graph: [(no: string) => `地块${no}的来源与去向`, (no: string) => `Where plot ${no} came from and where it went`],
  legend: [
    "从左到右按时间先后；实框为该日期在册，虚框为已注销或已换界线。",
    "Earlier on the left; solid boxes stand on the day, dashed ones are no more.",
  ],
  until: [(day: string) => `至 ${day}`, (day: string) => `until ${day}`],
  from: [(day: string) => `自 ${day}`, (day: string) => `from ${day}`],
  what: ["变更", "Change"],
  day: ["日期", "Day"],
  parent: ["原地块", "From"],
  child: ["现地块", "To"],
  ground: ["来源面积", "Ground"],
  source: ["依据", "Source"],
  plots: ["相关地块", "Plots"],
  changes: ["变更记录", "Changes"],
  relation: ["关系", "Relation"],
  plot: ["地块编号", "Plot no."],
  began: ["起", "From"],
  ended: ["止", "Until"],
  standing: ["现行", "in force"],
  area: ["面积", "Area"],
  open: [(no: string) => `打开地块${no}`, (no: string) => `Open plot ${no}`],
});
