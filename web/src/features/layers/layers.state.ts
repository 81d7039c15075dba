import { computed, signal } from "@preact/signals";
import type { LayerDefinition } from "../../api/types";
import { layerDefinitions } from "../../app/layers";

export interface LayerGroup {
  id: string;
  title_zh: string;
  title_en: string;
  /** Top layer first, as in the tree. */
  layers: LayerDefinition[];
}

/** The tree: groups and layers from top to bottom of the drawing order. */
export const groups = computed<LayerGroup[]>(() => {
  const found = new Map<string, LayerGroup>();
  for (const layer of [...layerDefinitions.value].reverse()) {
    const group = found.get(layer.group) ?? {
      id: layer.group,
      title_zh: layer.group_title_zh,
      title_en: layer.group_title_en,
      layers: [],
    };
    group.layers.push(layer);
    found.set(layer.group, group);
  }
  return [...found.values()];
});

const folded = signal<ReadonlySet<string>>(new Set());

export const isFolded = (id: string) => folded.value.has(id);

export function toggleFold(id: string): void {
  const next = new Set(folded.value);
  if (!next.delete(id)) next.add(id);
  folded.value = next;
}
