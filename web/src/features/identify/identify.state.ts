import { effect, signal } from "@preact/signals";
import { isAbort } from "../../api/client";
import type { Bbox, LayerDefinition } from "../../api/types";
import { fetchCode } from "../../app/arrival";
import { visibleLayers } from "../../app/layers";
import { isPhone, setLayout } from "../../app/layout";
import { mapTool, mapView } from "../../app/map-state";
import { clearSelection, selectPlot, togglePlot } from "../../app/selection";
import { boxAround, type Identified, identify } from "../../map/identify";
import type { TileMoment } from "../../map/layer-source";
import type { MapClick } from "../../map/map-view";

export interface Answer {
  busy: boolean;
  found: Identified[];
}

/** What was found at the last place asked; null = nothing was asked. It stays while the map moves. */
export const answer = signal<Answer | null>(null);

let question: AbortController | null = null;

export function closeAnswer(): void {
  question?.abort();
  answer.value = null;
}

async function ask(bbox: Bbox, withPlots: boolean, moment: TileMoment): Promise<void> {
  question?.abort();
  const mine = new AbortController();
  question = mine;
  // Plots first, then what lies on top; parks and context tell least and come last.
  const rank = (layer: LayerDefinition) => (layer.main ? 0 : ["boundary", "context"].includes(layer.group) ? 2 : 1);
  const layers = visibleLayers.value
    .filter((layer) => layer.popup && (withPlots || !layer.main))
    .reverse()
    .sort((a, b) => rank(a) - rank(b));
  answer.value = { busy: true, found: [] };
  try {
    const found = await identify(layers, bbox, moment, mine.signal);
    if (question === mine) answer.value = found.length || withPlots ? { busy: false, found } : null;
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
}

function clicked({ lonLat, hits, adding, moment }: MapClick): void {
  const map = mapView.value;
  if (!map) return;
  const box = boxAround(lonLat, map.ol.getView().getResolution() ?? 1);
  if (mapTool.value === "identify") {
    void ask(box, true, moment);
    return;
  }
  const plot = hits.find((hit) => hit.main);
  if (plot) {
    closeAnswer();
    if (adding) togglePlot(plot.id);
    else selectPlot(plot.id);
    setLayout(isPhone.value ? { right: true, left: false, bottom: false } : { right: true });
  } else if (!adding) {
    clearSelection();
    const others = hits.some((hit) => visibleLayers.value.find((layer) => layer.id === hit.layerId)?.popup);
    if (others) void ask(box, false, moment);
    else closeAnswer();
  }
}

effect(() => mapView.value?.listen({ clicked }));

export function toggleIdentify(): void {
  mapTool.value = mapTool.value === "identify" ? "select" : "identify";
}

// Shift-drag asks for a box while the tool is on; otherwise it zooms, as everywhere.
effect(() => {
  const map = mapView.value;
  if (!map || mapTool.value !== "identify") return;
  let stop = () => {};
  let left = false;
  void fetchCode(() => import("../../map/box-tool")).then((code) => {
    if (code && !left) stop = code.askForBoxes(map, (bbox) => void ask(bbox, true, map.shown));
  });
  return () => {
    left = true;
    stop();
  };
});
