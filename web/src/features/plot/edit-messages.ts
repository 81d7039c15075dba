import { messages } from "../../locale/language";

export const em = messages({
  validFrom: ["生效日期", "Valid from"],
  reason: ["变更理由", "Reason"],
  reasonHint: ["写明为什么变更，会进入时间线。", "It stays in the timeline."],
  document: ["依据文件", "Document"],
  documentHint: ["文号或文件名，没有可不填。", "Number or name, if there is one."],
  save: ["保存", "Save"],
  cancel: ["取消", "Cancel"],
  needDate: ["请填写有效的日期。", "Enter a date."],
  needReason: ["请写明理由（至少两个字）。", "Give the reason."],
  nothingChanged: ["没有任何变化，改动后再保存。", "Nothing has changed yet."],
  saved: [(no: string) => `已保存：${no}`, (no: string) => `Saved: ${no}`],

  stateTitle: [(no: string) => `变更状态 · ${no}`, (no: string) => `Change states: ${no}`],
  stateText: [
    "各项状态相互独立，只改有变化的。旧状态保留在历史中，不会丢失。",
    "The states are independent; change only what has changed. History keeps the old ones.",
  ],
  was: [(value: string) => `原为：${value}`, (value: string) => `was: ${value}`],
  supplyByAct: [
    "“供应公告中”由发布出让公告产生，“已供”由签订合同产生。",
    "“On offer” comes from an announcement, “allocated” from a contract.",
  ],
  publishes: ["保存后投资者窗口即可看到此地块的公开信息。", "Once saved, investors see this plot's public facts."],
  withdraws: ["保存后此地块将从投资者窗口撤下。", "Once saved, the plot leaves the investors' window."],

  conditionsTitle: [(no: string) => `修订规划条件 · ${no}`, (no: string) => `Planning conditions: ${no}`],
  conditionsText: ["不设限的一栏留空。比例按百分数填写。", "Leave empty what is not limited. Ratios in percent."],
  notNumber: ["请填数字。", "Enter a number."],
  lowerAbove: ["下限大于上限。", "Lower is above upper."],
  overHundred: ["比例应在 0 到 100 之间。", "Between 0 and 100."],

  servicingTitle: [(no: string) => `更新配套 · ${no}`, (no: string) => `Utilities: ${no}`],
  servicingText: [
    "改动的行须写明来源和核实日期。未改的行不变。",
    "Changed rows need source and date; the others stay.",
  ],
  needSource: ["请写来源。", "Source?"],

  partiesTitle: [(no: string) => `变更主体 · ${no}`, (no: string) => `Parties: ${no}`],
  partiesText: [
    "保存后以此名单为准，自生效日起替换原名单；原名单保留在历史中。",
    "From that day the plot has exactly these parties; history keeps the old list.",
  ],
  role: ["角色", "Role"],
  share: ["份额（%）", "Share (%)"],
  remove: [(name: string) => `移除 ${name}`, (name: string) => `Remove ${name}`],
  noneLeft: ["名单为空：保存后该地块没有权利人和使用人。", "The list is empty: the plot will have no parties."],
  shareRange: ["份额应大于 0、不超过 100。", "Above 0, at most 100."],
  shareSum: [
    (sum: string) => `土地使用权人的份额合计为 ${sum} %，应为 100 %。`,
    (sum: string) => `The holders' shares add up to ${sum} %, not 100 %.`,
  ],

  retireTitle: [(no: string) => `注销地块 ${no}`, (no: string) => `Retire plot ${no}`],
  retireText: [
    (no: string) =>
      `自生效日起 ${no} 不再在册：地图、台账和投资者窗口都不再显示。历史、合同和时间线保留，可按日期回看。`,
    (no: string) => `From that day ${no} leaves map, ledger and the investors' window. Its history stays.`,
  ],
  retireType: [(no: string) => `输入地块编号 ${no} 确认`, (no: string) => `Type ${no} to confirm`],
  retireMismatch: ["与地块编号不一致。", "That is not the plot number."],
  retire: ["注销", "Retire"],
  retired: [(no: string) => `地块 ${no} 已注销。`, (no: string) => `Plot ${no} retired.`],
});
