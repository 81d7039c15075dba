import { computed, signal } from "@preact/signals";
import { selectedIds } from "./location";

/** The plot under the pointer in map or ledger, to light it up in the other. */
export const hoveredId = signal<number | null>(null);

/** The plot the dossier shows. */
export const primaryId = computed<number | null>(() => selectedIds.value[0] ?? null);

export function selectPlot(id: number): void {
  selectedIds.value = [id];
}

export function selectPlots(ids: number[]): void {
  selectedIds.value = [...new Set(ids)];
}

/** Ctrl- or Shift-click: add to the selection, or take out. */
export function togglePlot(id: number): void {
  const now = selectedIds.value;
  selectedIds.value = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
}

export function clearSelection(): void {
  if (selectedIds.value.length) selectedIds.value = [];
}
