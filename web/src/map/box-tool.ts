import { shiftKeyOnly } from "ol/events/condition";
import DragBox from "ol/interaction/DragBox";
import { transformExtent } from "ol/proj";
import type { Bbox } from "../api/types";
import type { MapView } from "./map-view";

/** Shift-drag draws a box that is handed on in lon/lat; returns what ends it. Added last, so it comes before box zoom. */
export function askForBoxes(map: MapView, tell: (bbox: Bbox) => void): () => void {
  const drag = new DragBox({ condition: shiftKeyOnly, className: "box-ask" });
  drag.on("boxend", () => {
    tell(transformExtent(drag.getGeometry().getExtent(), "EPSG:3857", "EPSG:4490") as Bbox);
  });
  map.ol.addInteraction(drag);
  return () => {
    map.ol.removeInteraction(drag);
  };
}
