import { MapView } from "./map-view";

/** "swipe": one map over the other, parted by a line; "side": next to each other, moving together. */
export type Arrangement = "swipe" | "side";

/** How far from the edges the line stays, as a share of the width, so that its handle can always be taken hold of. */
const margin = 0.02;
const step = 0.02;
const stride = 0.1;

export function clampShare(share: number): number {
  return Math.min(1 - margin, Math.max(margin, share));
}

/** Where a key moves the line to; null = the key is not for it. */
export function shareAfterKey(share: number, key: string): number | null {
  const moves: Record<string, number> = {
    ArrowLeft: share - step,
    ArrowDown: share - step,
    ArrowRight: share + step,
    ArrowUp: share + step,
    PageDown: share - stride,
    PageUp: share + stride,
    Home: 0,
    End: 1,
  };
  const wanted = moves[key];
  return wanted === undefined ? null : clampShare(wanted);
}

/** A second map beside or over the first one: same view, its own moment. What it does not cover shows the first. */
export class Swipe {
  readonly before: MapView;
  private arrangement: Arrangement = "swipe";

  /** `element` lies over the first map's element and is as large as it. */
  constructor(
    private readonly element: HTMLElement,
    after: MapView,
  ) {
    this.before = new MapView(element, after);
    // For tests in a browser: what is drawn on either side can be asked.
    (window as unknown as { gisappMapBefore?: MapView }).gisappMapBefore = this.before;
  }

  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    if (arrangement === "side") this.element.style.clipPath = "";
  }

  /** The line stands at this share of the width; left of it the second map is seen and takes the pointer. */
  partAt(share: number): void {
    if (this.arrangement === "swipe") this.element.style.clipPath = `inset(0 ${((1 - share) * 100).toFixed(3)}% 0 0)`;
  }

  dispose(): void {
    this.before.dispose();
    (window as unknown as { gisappMapBefore?: MapView }).gisappMapBefore = undefined;
  }
}
