import { messages } from "../../locale/language";

export const m = messages({
  label: ["查找地块、企业、园区或坐标", "Find a plot, enterprise, park or coordinate"],
  placeholder: ["地块编号 / 宗地代码 / 企业 / 坐标…", "Plot no. / parcel code / enterprise / coordinate…"],
  command: ["查找", "Find"],
  clear: ["清除", "Clear"],
  results: ["查找结果", "Results"],
  searching: ["正在查找…", "Searching…"],
  none: [(q: string) => `没有找到“${q}”。`, (q: string) => `Nothing found for “${q}”.`],
  noneHelp: [
    "可以输入地块编号（P4-017）、宗地代码、电子监管号、合同编号、企业名称、统一社会信用代码、坐落，或坐标（经纬度，或 X Y，带不带带号都可以）。",
    "Try a plot number (P4-017), parcel code, contract, enterprise, credit code, address, or coordinates: lon/lat or X Y, with or without zone number.",
  ],
  plot: ["地块", "Plots"],
  party: ["主体", "Parties"],
  park: ["园区", "Parks"],
  coordinate: ["坐标", "Coordinates"],
  noPlots: [(name: string) => `${name} 暂无在册地块。`, (name: string) => `${name} holds no plot.`],
});
