import type Feature from "ol/Feature";
import { LineString, Polygon } from "ol/geom";
import Draw from "ol/interaction/Draw";
import VectorLayer from "ol/layer/Vector";
import VectorSource from "ol/source/Vector";
import Circle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import type { MapView } from "./map-view";
import { toLonLat, type Xy } from "./projections";

export interface Measured {
  kind: "length" | "area";
  /** Points in lon/lat; for an area the ring without its closing point. */
  points: Xy[];
  finished: boolean;
}

const line = new Stroke({ color: "#0B6E75", width: 2, lineDash: [6, 4] });
const style = [
  new Style({ stroke: new Stroke({ color: "rgba(255,255,255,0.9)", width: 5 }) }),
  new Style({
    stroke: line,
    fill: new Fill({ color: "rgba(11,110,117,0.12)" }),
    image: new Circle({
      radius: 4,
      fill: new Fill({ color: "#0B6E75" }),
      stroke: new Stroke({ color: "#fff", width: 1.5 }),
    }),
  }),
];

/** One measuring: draws on the map and tells every change. A new drawing replaces the last one. */
export class MeasureTool {
  private readonly source = new VectorSource();
  private readonly layer = new VectorLayer({ source: this.source, zIndex: 500, style });
  private readonly draw: Draw;
  private readonly release: () => void;

  constructor(
    private readonly map: MapView,
    kind: "length" | "area",
    tell: (measured: Measured) => void,
  ) {
    this.draw = new Draw({
      source: this.source,
      type: kind === "length" ? "LineString" : "Polygon",
      style,
      stopClick: true,
    });
    this.release = map.claimPointer();
    this.draw.on("drawstart", ({ feature }) => {
      this.source.clear();
      feature.getGeometry()?.on("change", () => tell({ kind, points: pointsOf(feature), finished: false }));
    });
    this.draw.on("drawend", ({ feature }) => tell({ kind, points: pointsOf(feature), finished: true }));
    map.ol.addLayer(this.layer);
    map.ol.addInteraction(this.draw);
  }

  /** Take back the last point. */
  back(): void {
    this.draw.removeLastPoint();
  }

  /** Give up what is being drawn; true when there was something. */
  abort(): boolean {
    const drawing = this.draw.getOverlay().getSource()?.getFeatures().length ?? 0;
    this.draw.abortDrawing();
    const drawn = this.source.getFeatures().length;
    this.source.clear();
    return drawing > 1 || drawn > 0;
  }

  dispose(): void {
    this.release();
    this.map.ol.removeInteraction(this.draw);
    this.map.ol.removeLayer(this.layer);
  }
}

function pointsOf(feature: Feature): Xy[] {
  const geometry = feature.getGeometry();
  if (geometry instanceof Polygon) return (geometry.getCoordinates()[0] ?? []).slice(0, -1).map(toLonLat);
  if (geometry instanceof LineString) return geometry.getCoordinates().map(toLonLat);
  return [];
}
