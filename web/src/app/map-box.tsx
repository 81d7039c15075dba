import { useEffect, useRef } from "preact/hooks";
import { messages } from "../locale/language";
import { comparison } from "./comparison";
import { mountMap } from "./map-mount";
import { mapView } from "./map-state";
import { part } from "./part";
import { SlotOf } from "./slot";

const m = messages({ map: ["地图。方向键平移，加减号缩放。", "Map. Arrow keys pan, plus and minus zoom."] });

const ComparePane = part(async () => (await import("./compare-pane")).ComparePane);

/** The place where the one map lives, with what floats over it. */
export function MapBox() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => (box.current ? mountMap(box.current) : undefined), []);
  return (
    <div class="mapbox">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes arrow keys */}
      <div id="map" ref={box} class="map-canvas" tabIndex={0} role="application" aria-label={m.map()} />
      {comparison.value && mapView.value && <ComparePane />}
      <div class="map-floating map-start">
        <SlotOf name="map-start" />
      </div>
      <div class="map-floating map-end">
        <SlotOf name="map-end" />
      </div>
      <div class="map-floating map-bottom">
        <SlotOf name="map-bottom" />
      </div>
    </div>
  );
}
