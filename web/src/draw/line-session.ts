import Feature from "ol/Feature";
import { LineString } from "ol/geom";
import Draw from "ol/interaction/Draw";
import Snap from "ol/interaction/Snap";
import VectorLayer from "ol/layer/Vector";
import VectorSource from "ol/source/Vector";
import type { MapView } from "../map/map-view";
import { fromLonLat, type Xy } from "../map/projections";
import { sketchStyle } from "./draw-style";
import type { Neighbours } from "./neighbours";

/** One line drawn across the map, such as a cut through a plot. A new line takes the place of the one before. */
export class LineSession {
  private readonly source = new VectorSource<Feature<LineString>>();
  private readonly layer = new VectorLayer({ source: this.source, zIndex: 600, style: sketchStyle });
  private readonly draw: Draw;
  private readonly snap: Snap;
  private readonly release: () => void;

  constructor(
    private readonly map: MapView,
    private readonly neighbours: Neighbours,
    private readonly tell: (line: Xy[]) => void,
  ) {
    this.release = map.claimPointer();
    map.ol.addLayer(this.layer);
    this.draw = new Draw({ type: "LineString", style: sketchStyle, stopClick: true });
    this.draw.on("drawstart", () => this.source.clear());
    this.draw.on("drawend", ({ feature }) => {
      const geometry = feature.getGeometry();
      if (geometry instanceof LineString) this.keep(geometry);
    });
    this.snap = new Snap({ source: neighbours.source, pixelTolerance: 12, vertex: true, edge: true });
    map.ol.addInteraction(this.draw);
    map.ol.addInteraction(this.snap);
  }

  private keep(geometry: LineString): void {
    const line = geometry.getCoordinates().map((point) => this.neighbours.lonLat(point));
    this.show(line);
    this.tell(line);
  }

  private show(line: Xy[]): void {
    this.source.clear();
    if (line.length > 1) this.source.addFeature(new Feature(new LineString(line.map((point) => fromLonLat(point)))));
  }

  /** Take the line under the pen back; true when there was one. */
  abort(): void {
    this.draw.abortDrawing();
  }

  clear(): void {
    this.draw.abortDrawing();
    this.source.clear();
    this.tell([]);
  }

  dispose(): void {
    this.release();
    this.map.ol.removeInteraction(this.draw);
    this.map.ol.removeInteraction(this.snap);
    this.map.ol.removeLayer(this.layer);
  }
}
