import { messages } from "../../locale/language";

export const m = messages({
  copyLonLat: ["复制经纬度", "Copy longitude and latitude"],
  copyPlanar: ["复制平面坐标（X 为北）", "Copy planar coordinates (X is north)"],
  copied: [(text: string) => `已复制：${text}`, (text: string) => `Copied: ${text}`],
  copyFailed: ["浏览器没有允许复制，请手动选取。", "The browser did not allow copying. Select by hand."],
  system: ["平面坐标系", "Planar system"],
  zoneOf: [
    (meridian: number, prefix: number | null) => `中央经线 ${meridian}°${prefix ? `，带号 ${prefix}` : "，不带带号"}`,
    (meridian: number, prefix: number | null) => `CM ${meridian}°E${prefix ? `, zone ${prefix}` : ", no zone prefix"}`,
  ],
  belt: [(prefix: number) => `${prefix}带`, (prefix: number) => `zone ${prefix}`],
  scale: ["比例尺", "Scale"],
  print: ["打印", "Print"],
  share: ["复制链接", "Copy link"],
  shared: [
    "链接已复制，打开后恢复到同一画面；看得到什么仍按各自权限。",
    "Link copied. It brings this screen back; rights still apply.",
  ],
  help: ["快捷键", "Keys"],
  noPointer: ["移到地图上读取坐标", "Move over the map to read coordinates"],
});
