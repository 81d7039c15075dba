import { messages } from "../../locale/language";

export const g = messages({
  intro: [
    "要腾出多少面积？系统从剩余步骤、原因、抵押查封算出每件还需的工作量，选出总工作量最少的一组。",
    "How much land is to be freed? Each case's remaining work is estimated; the set with the least work that reaches the target is chosen.",
  ],
  target: [(unit: string) => `目标面积（${unit}）`, (unit: string) => `Target (${unit})`],
  kinds: ["从哪些对象中选", "Choose from"],
  best: ["工作量最少", "Least work"],
  greedy: ["逐件挑选（对照）", "One by one (for comparison)"],
  pieces: [(count: number) => `${count} 件`, (count: number) => `${count}`],
  days: [(days: number) => `${days} 天`, (days: number) => `${days} days`],
  effort: ["合计工作量", "Work in all"],
  freed: ["腾出面积", "Area freed"],
  earliest: ["同时推进最早完成", "Earliest, all at once"],
  missing: ["还差", "Missing"],
  missingTarget: ["请填写目标面积", "Say how much"],
  missingTargetText: [
    "填写后立即给出最省工作量的一组个案，并与逐件挑选作对照。",
    "The set with the least work appears at once, beside the one-by-one choice.",
  ],
  chosen: ["选中", "Chosen"],
  notChosen: ["—", "—"],
  both: ["选中", "Chosen"],
  onlyGreedy: ["仅对照选中", "Only one by one"],
  work: ["工作量", "Work"],
  perDay: [(unit: string) => `每天腾出（${unit}）`, (unit: string) => `Per day (${unit})`],
  wish: ["要求", "Wish"],
  changeWish: [
    (name: string, wish: string) => `${name}：${wish}，点击改变`,
    (name: string, wish: string) => `${name}: ${wish}, press to change`,
  ],
  unconfirmed: [
    "工作量天数为经验值，尚未确认，可在规则库修改；天数之和是工作量，不是日历时间。",
    "The days are experience and not confirmed; they can be changed in the rulebook. Their sum is work, not calendar time.",
  ],
  emptyTitle: ["没有可选对象", "Nothing to choose from"],
  emptyText: [
    "所选园区和日期没有在办的闲置个案。可以把疑似闲置和存量图斑一并纳入。",
    "No open case for these parks on this day. Suspected land and stock can be taken in.",
  ],
});
