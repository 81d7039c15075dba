import { togglePanel } from "../../app/layout";
import { clearMarks } from "../../app/map-actions";
import { mapTool, mapView } from "../../app/map-state";
import { registerCommand, registerPanel } from "../../app/registry";
import { clearSelection } from "../../app/selection";
import { MapControls } from "./map-controls";
import { m } from "./messages";

registerPanel({ id: "map-controls", slot: "map-end", order: 10, component: MapControls });

/** Arrow keys belong to lists and tabs while one has the focus. */
const mapHasKeys = () => {
  const focused = document.activeElement;
  return !focused || focused === document.body;
};

const view = () => mapView.value;
const step = 160;

registerCommand({ id: "zoom-in", keys: ["+", "="], label: m.zoomIn, group: "view", run: () => view()?.zoomBy(1) });
registerCommand({ id: "zoom-out", keys: ["-"], label: m.zoomOut, group: "view", run: () => view()?.zoomBy(-1) });
registerCommand({ id: "home", keys: ["h"], label: m.home, group: "view", run: () => view()?.goHome() });
registerCommand({ id: "previous", keys: [","], label: m.previous, group: "view", run: () => view()?.previousView() });
registerCommand({ id: "next", keys: ["."], label: m.next, group: "view", run: () => view()?.nextView() });
registerCommand({ id: "fullscreen", keys: ["f"], label: m.fullscreen, group: "view", run: toggleFullscreen });
for (const [id, key, label, dx, dy] of [
  ["pan-left", "ArrowLeft", m.panLeft, -step, 0],
  ["pan-right", "ArrowRight", m.panRight, step, 0],
  ["pan-up", "ArrowUp", m.panUp, 0, -step],
  ["pan-down", "ArrowDown", m.panDown, 0, step],
] as const) {
  registerCommand({ id, keys: [key], label, group: "view", enabled: mapHasKeys, run: () => view()?.panBy(dx, dy) });
}
registerCommand({ id: "left", keys: ["["], label: m.leftPanel, group: "panels", run: () => togglePanel("left") });
registerCommand({ id: "right", keys: ["]"], label: m.rightPanel, group: "panels", run: () => togglePanel("right") });
registerCommand({ id: "bottom", keys: ["`"], label: m.bottomPanel, group: "panels", run: () => togglePanel("bottom") });
registerCommand({
  id: "clear",
  keys: ["Escape"],
  label: m.clear,
  group: "tools",
  enabled: () => mapTool.value === "select",
  run: () => {
    clearMarks();
    clearSelection();
  },
});

function toggleFullscreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen();
}
