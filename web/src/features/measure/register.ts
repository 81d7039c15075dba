import { showsMap } from "../../app/desk-kind";
import { part } from "../../app/part";
import { registerCommand, registerPanel } from "../../app/registry";
import { measured, startMeasuring } from "./measure.state";
import { MeasureButtons } from "./measure-buttons";
import { m } from "./messages";

registerPanel({ id: "measure-buttons", slot: "status", order: 40, component: MeasureButtons, visible: showsMap });
registerPanel({
  id: "measure",
  slot: "map-start",
  order: 20,
  component: part(async () => (await import("./measure-card")).MeasureCard),
  visible: () => measured.value !== null,
});
registerCommand({
  id: "measure-length",
  keys: ["m"],
  label: m.length,
  group: "tools",
  run: () => startMeasuring("length"),
});
registerCommand({
  id: "measure-area",
  keys: ["Shift+m"],
  label: m.area,
  group: "tools",
  run: () => startMeasuring("area"),
});
