import { messages } from "../../locale/language";
import { names } from "./names";

export const m = {
  ...names,
  ...messages({
    view: ["视图", "View"],
    tools: ["工具", "Tools"],
    panels: ["面板", "Panels"],
    edit: ["绘制", "Drawing"],
    mouse: ["鼠标", "Mouse"],
    click: ["单击", "Click"],
    clickText: ["选中地块并打开档案", "Select a plot, open its dossier"],
    ctrlClick: ["Ctrl + 单击", "Ctrl + click"],
    ctrlClickText: ["加选或减选", "Add to or take from the selection"],
    shiftDrag: ["Shift + 拖动", "Shift + drag"],
    shiftDragText: ["框选放大", "Zoom to a box"],
    drag: ["拖动", "Drag"],
    dragText: ["平移地图", "Pan the map"],
    wheel: ["滚轮", "Wheel"],
    wheelText: ["缩放", "Zoom"],
    doubleClick: ["双击", "Double click"],
    doubleClickText: ["放大一级；绘制时结束", "Zoom in; ends a drawing"],
  }),
};
