import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    /** On the rail there is room for one word in English. */
    settings: ["规则与日历", "Rules and calendar"],
    intro: [
      "判断、提醒和期限所依据的数值和工作日。每一项都有生效日期和依据，修改只增不改。",
      "The numbers and working days behind every judgement, reminder and deadline: each dated, each with its basis, only ever added to.",
    ],
    rules: ["规则库", "Rulebook"],
    calendar: ["工作日历", "Work calendar"],
    cancel: ["取消", "Cancel"],
    save: ["保存", "Save"],
    reason: ["修改理由", "Reason"],
    // rulebook
    seek: ["查找规则", "Find a rule"],
    seekHint: ["名称、编号或依据", "Name, code or basis"],
    onlyUnconfirmed: ["只看待确认", "Only unconfirmed"],
    sum: [(n: string) => `共 ${n} 个条目`, (n: string) => `${n} entries`],
    datedHint: [
      "每件事按其自身日期适用当日生效的条目。新条目自生效日起替换原条目，以前的判定不变。",
      "Every case is judged by the entry in force on its own day. A new entry takes over from its day; earlier judgements stay.",
    ],
    readOnly: ["您可以查看规则库，修改由系统管理员办理。", "You may read the rulebook; an administrator changes it."],
    noRules: ["规则库没有条目", "The rulebook is empty"],
    noRulesText: [
      "请管理员重新运行数据库升级，随系统附带的条目会自动补齐。",
      "Ask an administrator to run the database migration; it adds the entries that ship.",
    ],
    nothingFound: ["没有符合条件的规则", "No rule found"],
    nothingFoundText: ["换一个词，或看全部规则。", "Try another word, or show all rules."],
    all: ["看全部规则", "Show all rules"],
    rule: ["规则", "Rule"],
    value: ["数值", "Value"],
    inForce: ["生效期间", "In force"],
    fromTo: [
      (from: string, to: string | null) => (to ? `${from}起，至${to}前` : `${from}起`),
      (from: string, to: string | null) => (to ? `from ${from}, before ${to}` : `from ${from}`),
    ],
    basis: ["依据", "Basis"],
    basisHint: ["文件名称和条款，如“闲置土地处置办法 第二条”", "Document and article"],
    state: ["状态", "State"],
    actions: ["操作", "Actions"],
    in_force: ["现行", "In force"],
    past: ["已失效", "Past"],
    coming: ["尚未生效", "Coming"],
    confirmed: ["已确认", "Confirmed"],
    unconfirmed: ["待确认", "Unconfirmed"],
    unconfirmedWhy: ["尚未由经办人对照原文核对。", "Nobody has checked it against its document yet."],
    add: ["新条目", "New entry"],
    confirm: ["确认", "Confirm"],
    history: ["沿革", "History"],
    addTitle: [(name: string) => `新条目：${name}`, (name: string) => `New entry: ${name}`],
    nowIs: [
      (value: string, from: string, basis: string) => `现为 ${value}，${from}起，依据 ${basis}。`,
      (value: string, from: string, basis: string) => `Now ${value}, from ${from}, by ${basis}.`,
    ],
    effectiveFrom: ["生效日期", "In force from"],
    effectiveHint: ["原条目到这一天为止；以后已有的条目不变。", "The entry before ends on this day; later ones stay."],
    note: ["说明", "Note"],
    checkedNow: ["已对照原文核对", "Checked against the document"],
    added: [(name: string) => `“${name}”的新条目已保存。`, (name: string) => `The new entry of “${name}” is stored.`],
    fault_value: ["请填写不小于 0 的数，小数不超过 6 位。", "Enter a number of 0 or more, six decimals at most."],
    fault_date: ["请填写生效日期。", "Enter the date."],
    fault_basis: ["请写明依据。", "Name the basis."],
    fault_reason: ["请写明理由。", "Give the reason."],
    confirmTitle: [(name: string) => `确认“${name}”`, (name: string) => `Confirm “${name}”`],
    confirmText: [
      (value: string, from: string) => `确认后，“${value}，${from}起”标为已核对。数值不变。`,
      (value: string, from: string) => `“${value}, from ${from}” will be marked as checked. The value stays.`,
    ],
    confirmReasonHint: ["如“已对照原文核对”", "For example: checked against the original"],
    landUse: ["用地分类", "Land-use classes"],
    landUseHint: [
      "地块登记采用国家用地用海分类；其他分类标准的文件在导入时按对照表转换，一类对应多类的由经办人选择，文件原文保留。",
      "Plots are registered in the national classification. Files in other standards are translated by the crosswalk when they come in; where one class may be several, an officer chooses; the words of the file are kept.",
    ],
    scheme: ["分类标准", "Standard"],
    classes: ["类别数", "Classes"],
    asked: ["需选择", "To be chosen"],
    untranslated: ["无直接对应", "No counterpart"],
    national: ["登记采用", "Used in the register"],
    confirmScheme: [
      (classes: string, isNational: boolean) =>
        `核对对象：${classes} 个类别${isNational ? "的代码和名称" : "及其与国家分类的对照"}。`,
      (classes: string, isNational: boolean) =>
        `To be checked: ${classes} classes, ${isNational ? "their codes and names" : "and their crosswalk to the national ones"}.`,
    ],
    confirmedBy: [
      (name: string, day: string) => `${name}于${day}确认`,
      (name: string, day: string) => `Confirmed by ${name} on ${day}`,
    ],
    confirmedToast: [(name: string) => `“${name}”已确认。`, (name: string) => `“${name}” is confirmed.`],
    historyTitle: [(name: string) => `“${name}”的沿革`, (name: string) => `History of “${name}”`],
    recorded: ["录入", "Recorded"],
    superseded: [(at: string) => `${at} 被替换`, (at: string) => `Replaced ${at}`],
    // units
  }),
};

const concepts = messages({
  inbox: ["待办", "Inbox"],
  approval: ["审批时限", "Approval terms"],
  commitment: ["履约检查", "Checks of commitments"],
  contract: ["出让合同", "Land contracts"],
  encumbrance: ["权利限制", "Encumbrances"],
  far: ["容积率计算", "Floor-area ratio"],
  goal: ["目标测算", "Goal simulator"],
  idle: ["闲置土地", "Idle land"],
  inquiry: ["招商咨询", "Inquiries"],
  light: ["项目红黄绿灯", "Project lights"],
  listing: ["公告与交易", "Notice and sale"],
  path: ["投产测算", "Path to production"],
  patrol: ["巡查", "Patrols"],
  performance: ["亩均效益", "Performance per mu"],
  plot: ["地块图形", "Shape of plots"],
  premises: ["厂房与转让", "Premises"],
  readiness: ["标准地准备", "Readiness of standard land"],
  reuse: ["盘活利用", "Reuse of land"],
  sites: ["招商窗口", "Investor's window"],
  shortlist: ["收藏清单", "Lists of sites"],
  stock: ["存量图斑", "Stock of land"],
  survey: ["勘测成果", "Surveys"],
  mail: ["邮件", "Letters"],
  visitor: ["访客限量", "Limits of visitors"],
});

/** What the rules of a concept are about; a concept that is new to this page shows as itself. */
export function groupWord(id: string): string {
  return concepts[id as keyof typeof concepts]?.() ?? id;
}
