import { messages } from "../../locale/language";

/** Sentences about the announcement that a site is on offer by. */
export const a = messages({
  title: ["出让公告", "Announcement"],
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
