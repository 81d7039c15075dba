import OlMap from "ol/Map";
import { fromLonLat } from "ol/proj";
import View from "ol/View";

/** The one map of the page. */
export class MapView {
  readonly ol: OlMap;

  constructor(element: HTMLElement) {
    this.ol = new OlMap({
      target: element,
      controls: [],
      view: new View({ center: fromLonLat([114.65, 33.6]), zoom: 13 }),
    });
  }

  dispose(): void {
    this.ol.setTarget(undefined);
    this.ol.dispose();
  }
}
