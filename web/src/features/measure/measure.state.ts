import { signal } from "@preact/signals";
import { fetchCode } from "../../app/arrival";
import { mapTool, mapView } from "../../app/map-state";
import { registerCommand } from "../../app/registry";
import type { Measured, MeasureTool as Tool } from "../../map/measure-tool";
import { m } from "./messages";

export const measured = signal<Measured | null>(null);

let tool: Tool | null = null;
let releaseKeys: (() => void)[] = [];

export async function startMeasuring(kind: "length" | "area"): Promise<void> {
  const again = mapTool.value === kind;
  stopMeasuring();
  const map = mapView.value;
  if (again || !map) return;
  const code = await fetchCode(() => import("../../map/measure-tool"));
  if (!code) return;
  tool = new code.MeasureTool(map, kind, (value) => {
    measured.value = value;
  });
  mapTool.value = kind;
  measured.value = { kind, points: [], finished: false };
  releaseKeys = [
    registerCommand({
      id: "measure-back",
      keys: ["Backspace"],
      label: m.back,
      group: "tools",
      run: () => tool?.back(),
    }),
    registerCommand({ id: "measure-leave", keys: ["Escape"], label: m.leave, group: "tools", run: leave }),
  ];
}

/** Esc first gives up what is drawn, then the tool. */
function leave(): void {
  if (tool?.abort() && measured.value) measured.value = { ...measured.value, points: [], finished: false };
  else stopMeasuring();
}

export function stopMeasuring(): void {
  for (const release of releaseKeys) release();
  releaseKeys = [];
  tool?.dispose();
  tool = null;
  measured.value = null;
  if (mapTool.value === "length" || mapTool.value === "area") mapTool.value = "select";
}
