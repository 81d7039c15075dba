import { messages } from "../../locale/language";
import { names } from "./names";

/** Sentences of the outbox. */
export const m = {
  ...names,
  ...messages({
    intro: [
      "系统写给投资者的邮件：咨询已答复、订阅确认、新地块提醒。地址和链接密钥已遮蔽，到期自动删除。",
      "Letters to investors: an inquiry is answered, a subscription to confirm, new sites. Addresses and secrets are masked; letters are deleted in time.",
    ],
    delivered: ["邮件由夜间任务经邮件服务器发出。", "Letters leave by the mail server with the nightly job."],
    notDelivered: [
      "没有设置邮件服务器（GISAPP_SMTP_HOST），邮件留在这里；可逐封取出 .eml 文件人工发送，每次取出都有记录。",
      "No mail server is set (GISAPP_SMTP_HOST): letters wait here. Take them out as .eml to send them by hand; each time is recorded.",
    ],
    state: ["状态", "State"],
    everyState: ["全部状态", "Every state"],
    made: ["写成", "Written"],
    kind: ["类别", "Kind"],
    to: ["收件人", "To"],
    subject: ["主题", "Subject"],
    tries: ["发送情况", "Delivery"],
    attempts: [(n: number) => `已试 ${n} 次`, (n: number) => (n === 1 ? "1 try" : `${n} tries`)],
    file: ["取出", "Take out"],
    takeOut: [(id: number) => `取出第 ${id} 封邮件`, (id: number) => `Take letter ${id} out`],
    taken: [
      (name: string) => `已取出 ${name}，已记入操作记录`,
      (name: string) => `${name} taken out; this is recorded`,
    ],
    body: ["内容", "Content"],
    emptyTitle: ["发件箱是空的", "The outbox is empty"],
    emptyText: [
      "答复了留邮箱的咨询，或有人订阅新地块提醒时，邮件会出现在这里。需设置 GISAPP_PUBLIC_URL。",
      "Letters appear when an inquiry with an e-mail address is answered or somebody subscribes to new sites. GISAPP_PUBLIC_URL must be set.",
    ],
  }),
};
