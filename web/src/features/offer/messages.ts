import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    loading: ["正在读取公开信息…", "Loading the public facts…"],
    isPublic: [
      "投资者窗口正在公开本地块，以下内容任何人可见。",
      "Investors see this plot now; what follows is public.",
    ],
    notPublic: [
      "本地块未公开。供应状态变为“拟供应”或“供应公告中”后，以下内容才对外可见。",
      "Not published. What follows is shown once the plot is announced or on offer.",
    ],
    openSite: ["打开公开资料单", "Open the public sheet"],
    edit: ["修改公开信息", "Change the public facts"],
    editTitle: ["修改公开信息", "Change the public facts"],
    editText: [
      "自生效日起按此公开；之前公开过的内容保留在历史中。",
      "Shown from that day on; what was shown before stays in history.",
    ],
    save: ["保存", "Save"],
    cancel: ["取消", "Cancel"],
    saved: ["公开信息已保存。", "The public facts are saved."],
    missing: ["检查提示", "Checks"],

    industries: ["适宜产业", "Suited to"],
    price: ["起始价", "Start price"],
    priceField: ["起始价（万元/亩）", "Start price (10k CNY per mu)"],
    priceHint: [
      (yuan: string) => `合 ${yuan} 元/㎡；留空表示待定。`,
      (yuan: string) => `That is CNY ${yuan} per m². Empty: to be set.`,
    ],
    priceEmpty: ["留空表示待定。", "Empty: to be set."],
    priceWrong: ["请填大于零的数字，或留空。", "Enter a number above zero, or leave it empty."],
    perM2: [(yuan: string) => `${yuan} 元/㎡`, (yuan: string) => `CNY ${yuan} per m²`],
    delivery: ["交地日期", "Hand-over"],
    deliveryHint: ["最早能交净地的日期；留空表示待定。", "The earliest day of hand-over. Empty: to be set."],
    contact: ["联系人", "Contact"],
    contactZh: ["联系人（中文）", "Contact (Chinese)"],
    contactEn: ["联系人（英文）", "Contact (English)"],
    phone: ["联系电话", "Telephone"],
    summary: ["地块简介", "Summary"],
    summaryZh: ["地块简介（中文）", "Summary (Chinese)"],
    summaryEn: ["地块简介（英文）", "Summary (English)"],
    source: ["依据", "Source"],
    sourceHint: ["供地方案、公告文号等。", "The supply plan, the announcement's number."],
    validFrom: ["生效日期", "Valid from"],
    reason: ["变更理由", "Reason"],
    reasonHint: ["写明为什么变更，会进入时间线。", "It stays in the timeline."],
    needReason: ["请写明理由（至少两个字）。", "Give the reason."],
    needDate: ["请填写有效的日期。", "Enter a date."],
    none: ["未填", "not given"],
  }),
};
