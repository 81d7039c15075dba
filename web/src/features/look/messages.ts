import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    intro: [
      "招商手册和考察手册的封面、颜色和联系方式。保存后新生成的手册立即采用，每次修改都记入操作日志。",
      "Cover, colour and contacts of brochures and delegation books. New brochures use them at once; every change is on record.",
    ],
    color: ["主色", "Colour"],
    colorHint: ["白字要看得清，太浅的颜色不能保存", "White words must stay readable; pale colours are refused"],
    headlineZh: ["封面标题（中文）", "Headline (Chinese)"],
    headlineEn: ["封面标题（英文）", "Headline (English)"],
    introZh: ["封面引言（中文）", "Words on the cover (Chinese)"],
    introEn: ["封面引言（英文）", "Words on the cover (English)"],
    contactZh: ["联系人（中文）", "Contact (Chinese)"],
    contactEn: ["联系人（英文）", "Contact (English)"],
    phone: ["电话", "Phone"],
    email: ["邮箱", "E-mail"],
    addressZh: ["地址（中文）", "Address (Chinese)"],
    addressEn: ["地址（英文）", "Address (English)"],
    windowUrl: ["招商窗口公开网址", "Public address of the window"],
    windowUrlHint: [
      "二维码由它生成，例如 https://invest.example.com；不填则用打开本页的网址",
      "The QR codes lead here, e.g. https://invest.example.com; empty: the address this page was opened at",
    ],
    reason: ["修改原因", "Reason"],
    save: ["保存", "Save"],
    saved: ["招商手册样式已保存。", "The look is saved."],
    cover: ["封面图片", "Cover picture"],
    coverHint: [
      "JPEG、PNG 或 WebP，横图为好；系统会缩小并去掉拍摄信息",
      "JPEG, PNG or WebP, landscape; it is made smaller and loses camera data",
    ],
    choose: ["选择图片", "Choose a picture"],
    remove: ["移除图片", "Remove the picture"],
    coverSaved: ["封面已更换。", "The cover is changed."],
    coverRemoved: ["封面已移除。", "The cover is removed."],
    coverAlt: ["当前封面", "The present cover"],
    noCover: ["还没有封面图片，手册用主色图案代替。", "No picture yet; a pattern in the colour is used."],
    loading: ["正在读取手册样式…", "Reading the look…"],
  }),
};
