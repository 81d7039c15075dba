import { part } from "../../app/part";
import { registerCommand, registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { type DrawKey, keyHandlers } from "./keys";
import { names } from "./names";

const desks = ["draw"];

registerDesk({
  id: "draw",
  glyph: "绘",
  label: names.draw,
  icon: "draw",
  order: 31,
  available: () => can("plot:register"),
});
registerPanel({
  id: "draw",
  slot: "left",
  order: 10,
  component: part(async () => (await import("./draw-panel")).DrawPanel),
  title: names.draw,
  desks,
});
registerPanel({
  id: "draw-tools",
  slot: "map-start",
  order: 5,
  component: part(async () => (await import("./draw-tools")).DrawTools),
  desks,
});
registerPanel({
  id: "draw-hint",
  slot: "map-bottom",
  order: 10,
  component: part(async () => (await import("./draw-hint")).DrawHint),
  desks,
});

const keys: Record<DrawKey, { keys: string[]; label: () => string }> = {
  undo: { keys: ["Ctrl+z"], label: names.undo },
  redo: { keys: ["Ctrl+y", "Ctrl+Shift+z"], label: names.redo },
  back: { keys: ["Backspace"], label: names.takeBack },
  finish: { keys: ["Enter"], label: names.finish },
  abort: { keys: ["Escape"], label: names.abort },
  type: { keys: ["k"], label: names.typeIt },
  snap: { keys: ["s"], label: names.snap },
  trace: { keys: ["t"], label: names.trace },
};
for (const id of Object.keys(keys) as DrawKey[]) {
  registerCommand({
    id: `draw-${id}`,
    ...keys[id],
    group: "edit",
    enabled: () => keyHandlers.value?.[id].enabled() ?? false,
    run: () => keyHandlers.value?.[id].run(),
  });
}
