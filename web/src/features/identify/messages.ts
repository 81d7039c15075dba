import { messages } from "../../locale/language";

export const m = messages({
  identify: ["点查", "Identify"],
  hint: [
    "单击地图，列出该处各图层的内容；按住 Shift 拖动可框查。Esc 退出。",
    "Click to list what all layers hold there; hold Shift and drag for a box. Esc leaves.",
  ],
  here: ["此处", "Here"],
  hits: [(n: number) => `${n} 项`, (n: number) => `${n} found`],
  nothing: [
    "此处没有打开的图层内容。可在“图层”中打开更多图层。",
    "No visible layer has anything here. Show more under “Layers”.",
  ],
  failed: [
    (layer: string) => `“${layer}”没有读到，请再点一次。`,
    (layer: string) => `“${layer}” could not be read, click again.`,
  ],
  close: ["关闭点查结果", "Close"],
  open: ["打开档案", "Open the dossier"],
  show: ["在图上查看", "Show on the map"],
  copyValue: ["复制", "Copy"],
  copied: [(text: string) => `已复制：${text}`, (text: string) => `Copied: ${text}`],
  copyFailed: ["浏览器没有允许复制，请手动选取。", "The browser did not allow copying. Select by hand."],
});
