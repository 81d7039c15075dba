import { messages } from "../../locale/language";

export const r = messages({
  intro: [
    "冻结后的数不再变。以后查明的差异列在旁边，逐行对照，写明原因。",
    "What is frozen never changes. What is learnt later stands beside it, row by row, with a reason.",
  ],
  freeze: ["冻结月报", "Freeze a month"],
  month: ["月份", "Month"],
  monthOf: [(iso: string) => `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月`, (iso: string) => iso.slice(0, 7)],
  consequence: [
    (month: string) => `将保存${month}月末的全部数字和清单，此后不能修改；更早的月份不能再冻结。`,
    (month: string) =>
      `All figures and lists of the end of ${month} are kept and cannot be changed; earlier months can no longer be frozen.`,
  ],
  cancel: ["取消", "Cancel"],
  frozen: [(month: string) => `已冻结${month}`, (month: string) => `${month} is frozen`],
  nothingOpen: [
    "没有可冻结的月份：上月已经冻结，本月尚未结束。",
    "No month to freeze: the last one is frozen, this one is not over.",
  ],
  emptyTitle: ["还没有冻结的月报", "No month is frozen yet"],
  emptyText: [
    "每月结束后冻结一次，上报的数就不会悄悄变化。",
    "Freeze each month once it is over, so that reported figures never move silently.",
  ],
  frozenAt: [(at: string, by: string) => `${at} 由 ${by} 冻结`, (at: string, by: string) => `Frozen ${at} by ${by}`],
  intact: ["与数据指纹一致", "As its fingerprint says"],
  broken: ["与数据指纹不符，请立即核查", "Does not match its fingerprint: look into it at once"],
  outOfLine: ["与上期指纹不衔接，请核查", "Does not follow the report before it"],
  fingerprint: ["数据指纹", "Fingerprint"],
  excel: ["下载 Excel", "Download Excel"],
  figures: ["冻结的数字", "Frozen figures"],
  now: ["按现在所知", "By what is known now"],
  difference: ["差", "Difference"],
  restated: ["更正", "Restatements"],
  same: ["按现在所知，本期各数不变。", "By what is known now, no figure would be another one."],
  rowsChanged: [
    (count: number) => `${count} 行不同`,
    (count: number) => `${count} ${count === 1 ? "row differs" : "rows differ"}`,
  ],
  notCounted: ["未计入", "not counted"],
  reason: ["原因", "Reason"],
  noReason: ["尚未说明原因", "No reason given yet"],
  explain: ["说明原因", "Explain"],
  explainTitle: [(name: string) => `说明更正原因：${name}`, (name: string) => `Why it changed: ${name}`],
  save: ["保存", "Save"],
  saved: ["已记录原因", "The reason is kept"],
  reasonMissing: ["请填写原因", "Say why"],
  papers: ["月报文书", "The printed report"],
  unchanged: ["—", "—"],
});
