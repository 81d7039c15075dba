import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    intro: [
      "谁在什么时候改了什么、依据是什么。记录只增不改。",
      "Who changed what, when and on what paper. Entries are only ever added.",
    ],
    at: ["时间", "Time"],
    actor: ["经办人", "By"],
    action: ["操作", "Action"],
    object: ["对象", "Object"],
    changes: ["变化", "Changes"],
    why: ["理由与依据", "Reason and document"],
    everyone: ["全部经办人", "Everybody"],
    everything: ["全部操作", "Every action"],
    plotFilter: ["地块编号", "Plot no."],
    onlyPlot: [(no: string) => `只看地块 ${no}`, (no: string) => `Only plot ${no}`],
    removePlot: ["看全部地块", "All plots"],
    show: [(no: string) => `打开地块 ${no}`, (no: string) => `Open plot ${no}`],
    only: [(no: string) => `只看 ${no} 的记录`, (no: string) => `Only the entries of ${no}`],
    more: ["更早的记录", "Earlier entries"],
    end: ["没有更早的记录了。", "These are all."],
    emptyTitle: ["没有符合条件的记录", "No entries"],
    emptyText: ["放宽筛选条件后再看。", "Loosen the filters."],
    clear: ["清除筛选", "Clear the filters"],
  }),
};
