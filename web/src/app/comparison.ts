import { computed, signal } from "@preact/signals";
import type { TileMoment } from "../map/layer-source";
import type { MapView } from "../map/map-view";
import type { Arrangement } from "../map/swipe";

/** What the map's left side shows while two states of it are compared; the right side is the map as ever. */
export interface Comparison {
  arrangement: Arrangement;
  before: Pick<TileMoment, "as_of" | "known_on">;
  /** Above the two sides: which is which. */
  words: () => { before: string; after: string };
  /** Called when the reader closes the comparison or chooses the other arrangement. */
  close: () => void;
  arrange: (arrangement: Arrangement) => void;
  /** Draws what only one side has (a draft above the right one); returns what takes it away again. */
  draw?: (before: MapView, after: MapView) => () => void;
}

const offers = signal<{ order: number; offer: () => Comparison | null }[]>([]);

/** Whoever compares something on the map offers it here (dates, drafts); the lowest order that has something is shown. */
export function registerComparison(order: number, offer: () => Comparison | null): void {
  offers.value = [...offers.value, { order, offer }].sort((a, b) => a.order - b.order);
}

/** The comparison that is on the map now. */
export const comparison = computed<Comparison | null>(() => {
  for (const { offer } of offers.value) {
    const found = offer();
    if (found) return found;
  }
  return null;
});

/** Where the line stands, as a share of the map's width from the left. */
export const swipeAt = signal(0.5);
