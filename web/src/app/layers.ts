import { computed, effect, signal } from "@preact/signals";
import { api } from "../api/client";
import type { LayerDefinition, LegendClass } from "../api/types";
import type { BasemapChoice } from "../map/basemap";
import { layerChoice } from "./location";
import { session } from "./session";
import type { LayerChoice } from "./url";

/** The layers this caller may see, bottom to top. */
export const layerDefinitions = signal<LayerDefinition[]>([]);
export const basemapChoice = signal<BasemapChoice>("none");

/**
 * Bottom to top, with one main layer: where the caller sees all plots, the layer of published ones repeats them, so it is
 * an ordinary layer then and off until somebody asks for it.
 */
export function orderLayers(list: readonly LayerDefinition[]): LayerDefinition[] {
  const sorted = list.slice().sort((a, b) => a.draw_order - b.draw_order);
  const main = sorted.find((layer) => layer.main);
  const repeats = (layer: LayerDefinition) => main && layer !== main && (layer.main || layer.group === "offer");
  return sorted.map((layer) => (repeats(layer) ? { ...layer, main: false, visible: false } : layer));
}

/** Why the layers could not be read, until they are. */
export const layersFailure = signal<unknown>(null);

export function readLayers(): void {
  layersFailure.value = null;
  api
    .get("/api/layers")
    .then((list) => {
      layerDefinitions.value = orderLayers(list);
    })
    .catch((error: unknown) => {
      layersFailure.value = error;
    });
}

/** What may be seen depends on who is signed in. Called once by the desk's entry. */
export function followLayers(): void {
  effect(() => {
    if (session.value?.signed_in) readLayers();
  });
}

export const usualChoice = computed<LayerChoice[]>(() =>
  layerDefinitions.value.filter((layer) => layer.visible).map((layer) => ({ id: layer.id, opacity: 100 })),
);

/** The layers that are on, with their opacity. */
export const shownLayers = computed<LayerChoice[]>(() => layerChoice.value ?? usualChoice.value);

export const visibleLayers = computed<LayerDefinition[]>(() => {
  const ids = new Set(shownLayers.value.map((choice) => choice.id));
  return layerDefinitions.value.filter((layer) => ids.has(layer.id));
});

export function isShown(id: string): boolean {
  return shownLayers.value.some((choice) => choice.id === id);
}

function choose(next: LayerChoice[]): void {
  const order = layerDefinitions.value.map((layer) => layer.id);
  const sorted = next.slice().sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  layerChoice.value = JSON.stringify(sorted) === JSON.stringify(usualChoice.value) ? null : sorted;
}

export function showLayer(id: string, shown: boolean): void {
  const others = shownLayers.value.filter((choice) => choice.id !== id);
  choose(shown ? [...others, { id, opacity: 100 }] : others);
}

export function setLayerOpacity(id: string, opacity: number): void {
  choose(shownLayers.value.map((choice) => (choice.id === id ? { id, opacity } : choice)));
}

/** Only this one, over the context layers that tell where we are. */
export function showOnly(id: string): void {
  const context = layerDefinitions.value.filter((layer) => layer.group === "context" || layer.group === "boundary");
  const keep = context.filter((layer) => layer.id !== id && isShown(layer.id));
  choose([...keep, { id }].map((layer) => ({ id: layer.id, opacity: 100 })));
}

export function showUsual(): void {
  layerChoice.value = null;
}

/** The layer whose features are plots with a dossier. */
export const mainLayer = computed(() => layerDefinitions.value.find((layer) => layer.main) ?? null);

/** The legend's class of a stage: colour, pattern, glyph and word as on the map. */
export function plotClass(stage: string): LegendClass | null {
  return mainLayer.value?.legend.classes.find((entry) => entry.value === stage) ?? null;
}
