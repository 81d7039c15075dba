import { desk } from "../../app/location";
import { registerCommand, registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { drawing, pen } from "./draw.state";
import { DrawHint } from "./draw-hint";
import { DrawPanel } from "./draw-panel";
import { DrawTools } from "./draw-tools";
import { m } from "./messages";

const onDesk = () => desk.value === "draw";
const penBusy = () => onDesk() && drawing.value.sketch.length > 0;

registerDesk({
  id: "draw",
  glyph: "绘",
  label: m.draw,
  icon: "draw",
  order: 31,
  available: () => can("plot:register"),
});
registerPanel({ id: "draw", slot: "left", order: 10, component: DrawPanel, title: m.draw, desks: ["draw"] });
registerPanel({ id: "draw-tools", slot: "map-start", order: 5, component: DrawTools, desks: ["draw"] });
registerPanel({ id: "draw-hint", slot: "map-bottom", order: 10, component: DrawHint, desks: ["draw"] });

registerCommand({ id: "draw-undo", keys: ["Ctrl+z"], label: m.undo, group: "edit", enabled: onDesk, run: pen.undo });
registerCommand({
  id: "draw-redo",
  keys: ["Ctrl+y", "Ctrl+Shift+z"],
  label: m.redo,
  group: "edit",
  enabled: onDesk,
  run: pen.redo,
});
registerCommand({
  id: "draw-back",
  keys: ["Backspace"],
  label: m.takeBack,
  group: "edit",
  enabled: penBusy,
  run: pen.takeBack,
});
registerCommand({
  id: "draw-finish",
  keys: ["Enter"],
  label: m.finish,
  group: "edit",
  enabled: penBusy,
  run: pen.finish,
});
registerCommand({
  id: "draw-abort",
  keys: ["Escape"],
  label: m.abort,
  group: "edit",
  enabled: () => penBusy() || (onDesk() && drawing.value.mode === "hole"),
  run: () => {
    pen.abort();
  },
});
registerCommand({
  id: "draw-snap",
  keys: ["s"],
  label: m.snap,
  group: "edit",
  enabled: onDesk,
  run: pen.toggleSnapping,
});
registerCommand({
  id: "draw-trace",
  keys: ["t"],
  label: m.trace,
  group: "edit",
  enabled: onDesk,
  run: pen.toggleTracing,
});
