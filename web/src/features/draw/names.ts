import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  draw: ["绘制地块", "Draw"],
  undo: ["撤销", "Undo"],
  redo: ["重做", "Redo"],
  takeBack: ["退一点", "Take back a point"],
  finish: ["结束绘制", "Finish the ring"],
  abort: ["放弃当前一圈", "Give up this ring"],
  snap: ["捕捉界址点和界线", "Snap to points and lines"],
  trace: ["沿邻宗界线描绘", "Trace along a neighbour"],
  typeIt: ["键入数值", "Type figures"],
});
