import { messages } from "../../locale/language";

export const m = messages({
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  home: ["全区", "Whole zone"],
  previous: ["上一视图", "Previous view"],
  next: ["下一视图", "Next view"],
  locate: ["我的位置", "My location"],
  locateFailed: ["没有取得位置，请允许浏览器使用定位。", "No location: allow the browser to use it."],
  here: ["我的位置", "You are here"],
  fullscreen: ["全屏", "Full screen"],
  controls: ["地图操作", "Map controls"],
  panLeft: ["向左平移", "Pan left"],
  panRight: ["向右平移", "Pan right"],
  panUp: ["向上平移", "Pan up"],
  panDown: ["向下平移", "Pan down"],
  leftPanel: ["打开或收起左侧面板", "Open or fold the left panel"],
  rightPanel: ["打开或收起右侧面板", "Open or fold the right panel"],
  bottomPanel: ["打开或收起台账", "Open or fold the ledger"],
  clear: ["取消选择", "Clear the selection"],
  busy: ["正在读取地图", "Loading the map"],
});
