import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    empty: ["没有打开的图层", "No layer is shown"],
    emptyText: [
      "在“图层”里勾选要看的内容，这里会说明颜色和图案。",
      "Tick a layer under “Layers”; its colours and patterns are explained here.",
    ],
    total: ["合计", "Total"],
    filter: [(word: string) => `只看“${word}”`, (word: string) => `Only “${word}”`],
    unfilter: [(word: string) => `取消只看“${word}”`, (word: string) => `No longer only “${word}”`],
    unknown: ["其他", "Other"],
    countless: ["数量没有读到", "Counts could not be read"],
    all: ["显示全部类别", "Show all classes"],
  }),
};
