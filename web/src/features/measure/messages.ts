import { messages } from "../../locale/language";

export const m = messages({
  length: ["量距离", "Measure length"],
  area: ["量面积", "Measure area"],
  hintLength: [
    "单击逐点量测，双击结束；退格键退一点，Esc 退出。",
    "Click point by point, double click to end; Backspace takes one back, Esc leaves.",
  ],
  hintArea: [
    "单击圈出范围，双击结束；退格键退一点，Esc 退出。",
    "Click around the area, double click to end; Backspace takes one back, Esc leaves.",
  ],
  planar: [
    (meridian: number) => `平面（高斯-克吕格，中央经线 ${meridian}°）`,
    (meridian: number) => `Planar (Gauss–Krüger, CM ${meridian}°E)`,
  ],
  ellipsoidal: ["椭球面（CGCS2000）", "Ellipsoidal (CGCS2000)"],
  last: ["末段", "Last side"],
  bearing: ["坐标方位角", "Grid bearing"],
  perimeter: ["周长（平面）", "Perimeter (planar)"],
  close: ["退出量测", "Leave"],
  copy: ["复制结果", "Copy"],
  copied: ["量测结果已复制。", "The result is copied."],
  copyFailed: ["浏览器没有允许复制，请手动选取。", "The browser did not allow copying. Select by hand."],
  back: ["量测退一点", "Take back a measured point"],
  leave: ["退出量测", "Leave measuring"],
});
