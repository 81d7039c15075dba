import type { FeatureLike } from "ol/Feature";
import { LineString, MultiPoint, MultiPolygon, Point, Polygon } from "ol/geom";
import Circle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";

const teal = "#0B6E75";
const casing = new Style({ stroke: new Stroke({ color: "rgba(255,255,255,0.95)", width: 5 }) });
const vertex = new Circle({
  radius: 4,
  fill: new Fill({ color: "#fff" }),
  stroke: new Stroke({ color: teal, width: 2 }),
});

/** The draft: filled, with every vertex to take hold of. */
export const draftStyle: Style[] = [
  casing,
  new Style({ stroke: new Stroke({ color: teal, width: 2.5 }), fill: new Fill({ color: "rgba(11,110,117,0.22)" }) }),
  new Style({
    image: vertex,
    geometry: (feature) => {
      const geometry = feature.getGeometry();
      return geometry instanceof MultiPolygon ? new MultiPoint(geometry.getCoordinates().flat(2)) : undefined;
    },
  }),
];

const pointer = new Style({
  image: new Circle({ radius: 5, fill: new Fill({ color: teal }), stroke: new Stroke({ color: "#fff", width: 2 }) }),
});
const side = [casing, new Style({ stroke: new Stroke({ color: teal, width: 2, lineDash: [6, 4] }) })];
const area = new Style({ fill: new Fill({ color: "rgba(11,110,117,0.15)" }) });
const placed = new Style({
  image: vertex,
  geometry: (feature) => {
    const geometry = feature.getGeometry();
    return geometry instanceof LineString ? new MultiPoint(geometry.getCoordinates().slice(0, -1)) : undefined;
  },
});

/** What is under the pen: the pointer, the line so far with its points, the area it would make. */
export function sketchStyle(feature: FeatureLike): Style | Style[] {
  const geometry = feature.getGeometry();
  if (geometry instanceof Point) return pointer;
  if (geometry instanceof LineString) return [...side, placed];
  if (geometry instanceof Polygon) return area;
  return side;
}
