import Feature from "ol/Feature";
import GeoJSON from "ol/format/GeoJSON";
import { Point } from "ol/geom";
import VectorLayer from "ol/layer/Vector";
import VectorSource from "ol/source/Vector";
import Circle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import Text from "ol/style/Text";
import type { Feature as GeoFeature, Geometry } from "../api/types";
import { fromLonLat } from "./mercator";

const json = new GeoJSON({ dataProjection: "EPSG:4490", featureProjection: "EPSG:3857" });
const read = (geometry: Geometry) => json.readGeometry(geometry) ?? undefined;

const tones: Record<string, string> = {
  error: "#B3261E",
  warning: "#B26A00",
  info: "#1F5B92",
  new: "#0072B2",
  same: "#6B7A88",
  retired: "#6B7A88",
};

const dashes: Record<string, number[]> = { same: [2, 4], retired: [2, 6] };

/** What lies above the map for a while: a pin, the place of a finding, the preview of an import. */
export class Overlays {
  private readonly marks = new VectorSource();
  private readonly previews = new VectorSource();
  readonly layers: VectorLayer[];

  constructor() {
    this.layers = [
      new VectorLayer({
        source: this.previews,
        zIndex: 210,
        style: (feature) => previewStyle(String(feature.get("tone") ?? "new"), feature.get("label")),
      }),
      new VectorLayer({ source: this.marks, zIndex: 400, style: markStyle }),
    ];
  }

  /** A pin with its words, e.g. a coordinate that was searched for. */
  pin(lon: number, lat: number, label: string): void {
    this.marks.clear();
    this.marks.addFeature(new Feature({ geometry: new Point(fromLonLat([lon, lat])), label }));
  }

  /** The place a finding speaks of. */
  mark(geometry: Geometry): number[] {
    this.marks.clear();
    const feature = new Feature(read(geometry));
    this.marks.addFeature(feature);
    return feature.getGeometry()?.getExtent() ?? [];
  }

  clearMarks(): void {
    this.marks.clear();
  }

  /** Features of a dry run; `tone` (error, warning, new, same, retired) and `label` in the properties decide their look. */
  preview(features: GeoFeature[]): number[] | null {
    this.previews.clear(true);
    const drawn = features.flatMap((item) => {
      if (!item.geometry) return [];
      const feature = new Feature({ ...item.properties, geometry: read(item.geometry) });
      feature.setId(item.id);
      return [feature];
    });
    this.previews.addFeatures(drawn);
    return drawn.length ? (this.previews.getExtent() ?? null) : null;
  }
}

function previewStyle(tone: string, label: unknown): Style[] {
  const color = tones[tone] ?? "#0072B2";
  return [
    new Style({ stroke: new Stroke({ color: "#fff", width: 5 }) }),
    new Style({
      stroke: new Stroke({ color, width: 2.5, lineDash: dashes[tone] ?? [8, 4] }),
      fill: new Fill({ color: `${color}33` }),
      text: label
        ? new Text({
            text: String(label),
            font: tone === "retired" ? "italic 11px system-ui, sans-serif" : "600 12px system-ui, sans-serif",
            // what came of it has its number in the middle
            offsetY: tone === "retired" ? 16 : 0,
            fill: new Fill({ color: tone === "retired" ? "#4A5763" : "#1B2733" }),
            stroke: new Stroke({ color: "#fff", width: 3 }),
            overflow: true,
          })
        : undefined,
    }),
  ];
}

function markStyle(feature: { get(name: string): unknown }): Style[] {
  const label = feature.get("label");
  return [
    new Style({
      stroke: new Stroke({ color: "#fff", width: 7 }),
      image: new Circle({ radius: 9, fill: new Fill({ color: "#fff" }) }),
    }),
    new Style({
      stroke: new Stroke({ color: "#B3261E", width: 3 }),
      fill: new Fill({ color: "rgba(179,38,30,0.2)" }),
      image: new Circle({
        radius: 6,
        fill: new Fill({ color: "#B3261E" }),
        stroke: new Stroke({ color: "#fff", width: 2 }),
      }),
      text: label
        ? new Text({
            text: String(label),
            offsetY: -20,
            font: "600 12px system-ui, sans-serif",
            fill: new Fill({ color: "#1B2733" }),
            stroke: new Stroke({ color: "#fff", width: 4 }),
          })
        : undefined,
    }),
  ];
}
