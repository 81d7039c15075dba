import { messages } from "../../locale/language";

/** Sentences about the announcement that a site is on offer by. */
export const a = messages({
  title: ["出让公告", "Announcement"],
  published: [
    "公告正在进行，可按下列时间报名。申请须逐项承诺控制指标，达不到的不予准入。",
    "The announcement is open: apply within these days. Each indicator must be promised; what falls short is not admitted.",
  ],
  since: [(day: string) => `${day}起：`, (day: string) => `Since ${day}: `],
  closed: [
    (decided: string) => `报名已截止，不再受理申请。下一步：审核比选，${decided}起确定受让人；未成交的，重新公告。`,
    (decided: string) =>
      `No more applications. Next: those received are compared, and a buyer is chosen from ${decided} on; if none is, the site is announced anew.`,
  ],
  settled: [
    "已确定受让人。下一步：签订合同；合同未签成的，重新公告。",
    "A buyer has been chosen. Next: the contract is signed; if it is not, the site is announced anew.",
  ],
  number: ["公告编号", "Number"],
  method: ["出让方式", "Method"],
  term: ["年期", "Term"],
  years: [(n: number) => `出让 ${n} 年`, (n: number) => `granted for ${n} years`],
  leaseFirst: [(n: number) => `先租赁 ${n} 年`, (n: number) => `leased for ${n} years first`],
  price: ["起始价", "Start price"],
  deposit: ["保证金", "Deposit"],
  announced: ["公告日", "Announced"],
  apply: ["报名时间", "Applications"],
  opens: ["挂牌、拍卖或开标", "Opens"],
  decided: ["决定日", "Decided from"],
  latest: ["最迟动工 / 竣工 / 投产", "Latest start / completion / production"],
  contact: ["公告联系人", "Contact"],
  indicator: ["控制指标", "Indicator"],
  asked: ["要求", "Required"],
  checked: ["何时核查", "Checked"],
  ranking: ["怎样确定受让人：", "How the buyer is chosen: "],
});
