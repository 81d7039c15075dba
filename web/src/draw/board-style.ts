import type { FeatureLike } from "ol/Feature";
import { LineString, MultiPoint, MultiPolygon, Point } from "ol/geom";
import Circle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import Text from "ol/style/Text";
import { nameStyle } from "./board-labels";

const teal = "#0B6E75";
const amber = "#B45309";

const corners = (color: string) =>
  new Style({
    image: new Circle({ radius: 3, fill: new Fill({ color: "#fff" }), stroke: new Stroke({ color, width: 1.5 }) }),
    geometry: (feature) => {
      const geometry = feature.getGeometry();
      return geometry instanceof MultiPolygon ? new MultiPoint(geometry.getCoordinates().flat(2)) : undefined;
    },
  });

/** What the proposal made hides what the register shows beneath it. */
function fillOf(picked: boolean, drawn: boolean): string {
  if (picked) return drawn ? "rgba(214,236,237,0.88)" : "rgba(11,110,117,0.20)";
  return drawn ? "rgba(255,247,236,0.88)" : "rgba(255,255,255,0.01)";
}

/** A plot of the ground: thin where it is the register's, stronger where the proposal made it. */
export function groundStyle(chosen: (key: string) => boolean) {
  return (feature: FeatureLike): Style[] => {
    const picked = chosen(String(feature.getId()));
    const drawn = feature.get("drawn") === true;
    const line = new Style({
      stroke: new Stroke({ color: picked ? teal : drawn ? amber : "#5B6875", width: picked ? 3 : drawn ? 2 : 1.2 }),
      fill: new Fill({ color: fillOf(picked, drawn) }),
    });
    return [line, ...(picked ? [corners(teal)] : [])];
  };
}

/** The names of what the proposal made; what the register has bears its name already, and what an act would replace has none. */
export function groundNames(replaced: (key: string) => boolean) {
  return (feature: FeatureLike, resolution: number): Style | undefined =>
    feature.get("drawn") === true && !replaced(String(feature.getId()))
      ? nameStyle(feature, resolution, "#7A3B06")
      : undefined;
}

/** The names of what an act would make, with their areas. */
export const shownNames = (feature: FeatureLike, resolution: number): Style | undefined =>
  feature.get("area") === undefined ? undefined : nameStyle(feature, resolution, "#1B2733", feature.get("area"));

const cornerInHand = new Style({
  image: new Circle({ radius: 6, fill: new Fill({ color: amber }), stroke: new Stroke({ color: "#fff", width: 2 }) }),
  zIndex: 4,
});

const numbered = (text: string) =>
  new Style({
    image: new Circle({
      radius: 8,
      fill: new Fill({ color: "#fff" }),
      stroke: new Stroke({ color: teal, width: 1.5 }),
    }),
    text: new Text({ text, font: "600 11px system-ui, sans-serif", fill: new Fill({ color: teal }) }),
    zIndex: 5,
  });

/** What an act would make: dashed. */
export function shownStyle(feature: FeatureLike): Style[] {
  if (feature.getGeometry() instanceof Point)
    return feature.get("mark") ? [numbered(feature.get("mark"))] : [cornerInHand];
  if (feature.getGeometry() instanceof LineString)
    return [
      new Style({ stroke: new Stroke({ color: "#fff", width: 5 }) }),
      new Style({
        stroke: new Stroke({ color: feature.get("kept") ? "#B3261E" : teal, width: 2.5, lineDash: [8, 5] }),
      }),
    ];
  return [
    new Style({
      stroke: new Stroke({ color: teal, width: 2, lineDash: [7, 5] }),
      fill: new Fill({ color: feature.get("even") ? "rgba(222,236,246,0.9)" : "rgba(220,240,238,0.9)" }),
    }),
    corners(teal),
  ];
}
