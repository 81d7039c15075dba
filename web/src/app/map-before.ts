import { effect } from "@preact/signals";
import { Swipe } from "../map/swipe";
import { dataRevision } from "./changes";
import { comparison, swipeAt } from "./comparison";
import { followDesk } from "./map-mount";
import { mapView } from "./map-state";

/** Puts the compared map over the one map, while there is a comparison; returns what takes it out again. */
export function mountBefore(element: HTMLElement): () => void {
  const after = mapView.peek();
  if (!after) return () => {};
  const swipe = new Swipe(element, after);
  const stops = [
    effect(() => {
      const arrangement = comparison.value?.arrangement ?? "swipe";
      swipe.arrange(arrangement);
      swipe.partAt(swipeAt.value);
    }),
    ...followDesk(swipe.before, () => ({
      ...comparison.value?.before,
      round: dataRevision.value,
    })),
    effect(() => comparison.value?.draw?.(swipe.before, after)),
  ];
  return () => {
    for (const stop of stops) stop();
    swipe.dispose();
  };
}
