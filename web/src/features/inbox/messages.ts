import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    intro: [
      "合同履约、审批时限、容缺、供地、督办、问题、项目节点、企业自报和闲置提醒，到期的和没人动的都在这里。",
      "Promises, approval clocks, tolerated material, announcements, letters, problems, project dates, reports by enterprises and reminders of idle land: what is due, and what nobody has touched.",
    ],
    all: ["全部", "All"],
    escalated: ["已升级上报", "Escalated"],
    escalatedWhy: [
      (days: number, others: string) =>
        `逾期超过 ${days} 天的事项，升级到领导待办${others && `（${others}）`}；地块已立闲置个案的，企业未履约只随个案升级`,
      (days: number, others: string) =>
        `Overdue by more than ${days} days: raised to the leaders${others && ` (${others})`}; promises on land with an idle case are raised with that case`,
    ],
    ownDays: [
      (source: string, days: number) => `${source} ${days} 天`,
      (source: string, days: number) => `${source}: ${days} days`,
    ],
    between: ["、", ", "],
    park: ["园区", "Park"],
    everyPark: ["全部园区", "All parks"],
    person: ["负责人", "Followed by"],
    everyone: ["所有人", "Everyone"],
    nobody: ["无人负责", "Nobody"],
    source: ["类别", "Kind"],
    everything: ["全部类别", "All kinds"],
    untouchedFor: ["久未动天数", "Untouched for"],
    days: ["天", "days"],
    clear: ["清除筛选", "Clear"],
    emptyTitle: ["没有待办事项", "Nothing to do"],
    emptyText: [
      "所选范围内没有逾期、近 30 天到期或久未动的事项。",
      "Nothing is overdue, due within 30 days or untouched in what you chose.",
    ],
    what: ["事项", "What"],
    plot: ["地块", "Plot"],
    since: ["自", "Since"],
    due: ["期限", "Due"],
    turn: ["轮到", "Turn"],
    action: ["下一步", "Next step"],
    showPlot: [(no: string) => `在图上查看 ${no}`, (no: string) => `Show ${no} on the map`],
    over: [(days: number) => `逾期 ${days} 天`, (days: number) => `${days} ${days === 1 ? "day" : "days"} late`],
    dueToday: ["今天到期", "due today"],
    left: [(days: number) => `还有 ${days} 天`, (days: number) => `${days} ${days === 1 ? "day" : "days"} left`],
    noDay: ["待我方处理", "waits for us"],
    untouched: [
      (days: number) => `${days} 天没有记录`,
      (days: number) => `no record for ${days} ${days === 1 ? "day" : "days"}`,
    ],
    count: [(count: number) => `${count} 件`, (count: number) => `${count}`],
  }),
};
