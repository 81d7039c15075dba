import VectorTileLayer from "ol/layer/VectorTile";
import type VectorTileSource from "ol/source/VectorTile";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";

const selected = [
  new Style({ stroke: new Stroke({ color: "#ffffff", width: 6 }), zIndex: 1 }),
  new Style({
    stroke: new Stroke({ color: "#0B6E75", width: 3 }),
    fill: new Fill({ color: "rgba(11,110,117,0.14)" }),
    zIndex: 2,
  }),
];
const hovered = [
  new Style({
    stroke: new Stroke({ color: "#1B2733", width: 2 }),
    fill: new Fill({ color: "rgba(255,255,255,0.18)" }),
    zIndex: 3,
  }),
];
const flashed = [
  new Style({
    stroke: new Stroke({ color: "#0B6E75", width: 7 }),
    fill: new Fill({ color: "rgba(11,110,117,0.4)" }),
    zIndex: 4,
  }),
];

/** Draws the chosen and the hovered plot above everything, from the tiles that are there already. */
export class Highlight {
  readonly layer: VectorTileLayer;
  private chosen = new Set<number>();
  private under: number | null = null;
  private flashing: number | null = null;
  private timer = 0;

  constructor(source: VectorTileSource, minzoom: number) {
    this.layer = new VectorTileLayer({
      source,
      renderMode: "vector",
      zIndex: 200,
      minZoom: minzoom - 0.001,
      style: (feature) => {
        const id = Number(feature.getId());
        if (id === this.flashing) return flashed;
        if (id === this.under && !this.chosen.has(id)) return hovered;
        return this.chosen.has(id) ? selected : undefined;
      },
    });
  }

  select(ids: readonly number[]): void {
    this.chosen = new Set(ids);
    this.layer.changed();
  }

  hover(id: number | null): void {
    if (this.under === id) return;
    this.under = id;
    this.layer.changed();
  }

  /** Light up twice, so that the eye finds what the search or the list jumped to. */
  flash(id: number): void {
    window.clearInterval(this.timer);
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    let step = 0;
    this.timer = window.setInterval(() => {
      step += 1;
      this.flashing = step % 2 === 1 ? id : null;
      this.layer.changed();
      if (step >= 4) window.clearInterval(this.timer);
    }, 140);
  }
}
