import { containsExtent, getWidth } from "ol/extent";
import Feature from "ol/Feature";
import GeoJSON from "ol/format/GeoJSON";
import { MultiPolygon, Polygon } from "ol/geom";
import VectorSource from "ol/source/Vector";
import { api, isAbort } from "../api/client";
import type { FeatureCollection } from "../api/types";
import type { MapView } from "../map/map-view";
import { toLonLat, type Xy } from "../map/projections";
import { insidePolygon } from "./plot-validation";

/** From this zoom neighbours are loaded for snapping; farther out a pixel is too coarse to snap to anything. */
export const snapZoom = 14;
const most = 3000;

export interface ParkOutline {
  code: string;
  parts: Xy[][][];
}

/**
 * The plots and park lines around the view as whole shapes, to snap to and to trace along. A snapped point gets the very
 * coordinates of the neighbour's, not those that come back from Web Mercator.
 */
export class Neighbours {
  readonly source = new VectorSource();
  parks: ParkOutline[] = [];
  private readonly exact = new Map<string, Xy>();
  private loaded: number[] | null = null;
  private question: AbortController | null = null;
  private readonly stop: () => void;

  constructor(
    private readonly map: MapView,
    private readonly plotLayer: string,
    private readonly parkLayer: string,
    private readonly asOf: string | null,
    private readonly told: () => void,
  ) {
    this.stop = map.listen({ moved: () => void this.follow() });
    void this.loadParks();
    void this.follow();
  }

  dispose(): void {
    this.stop();
    this.question?.abort();
  }

  /** Ask again after something was registered. */
  async reload(): Promise<void> {
    this.loaded = null;
    await this.follow();
  }

  /** The neighbour's own lon/lat for a snapped point, else the converted one. */
  lonLat(coordinate: readonly number[]): Xy {
    return this.exact.get(keyOf(coordinate)) ?? toLonLat(coordinate);
  }

  parkAt(point: Xy): ParkOutline | null {
    return this.parks.find((park) => park.parts.some((part) => insidePolygon(point, part))) ?? null;
  }

  private async loadParks(): Promise<void> {
    const answer = await this.ask(this.parkLayer, { limit: 200 });
    if (!answer) return;
    this.add(answer, "park");
    this.parks = answer.features.flatMap((item) => {
      const geometry = item.geometry;
      if (geometry?.type !== "MultiPolygon" && geometry?.type !== "Polygon") return [];
      const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      const open = parts.map((part) =>
        part.map((ring) => ring.slice(0, -1).map(([lon, lat]): Xy => [lon ?? 0, lat ?? 0])),
      );
      return [{ code: String(item.properties.code), parts: open }];
    });
    this.told();
  }

  private async follow(): Promise<void> {
    const view = this.map.ol.getView();
    if ((view.getZoom() ?? 0) < snapZoom) return;
    const extent = view.calculateExtent(this.map.ol.getSize());
    if (this.loaded && containsExtent(this.loaded, extent)) return;
    const margin = getWidth(extent) * 0.25;
    const wide = [extent[0]! - margin, extent[1]! - margin, extent[2]! + margin, extent[3]! + margin];
    const bbox = [...toLonLat([wide[0]!, wide[1]!]), ...toLonLat([wide[2]!, wide[3]!])].map((n) =>
      Number(n.toFixed(6)),
    );
    this.question?.abort();
    this.question = new AbortController();
    const answer = await this.ask(this.plotLayer, { bbox, limit: most, as_of: this.asOf });
    if (!answer) return;
    this.loaded = wide;
    for (const feature of this.source.getFeatures())
      if (feature.get("kind") === "plot") this.source.removeFeature(feature);
    this.add(answer, "plot");
    this.told();
  }

  /** Without neighbours one can still draw; the next move asks again. */
  private async ask(
    layer_id: string,
    query: Record<string, string | number | number[] | null>,
  ): Promise<FeatureCollection | null> {
    try {
      return await api.get("/api/layers/{layer_id}/items", {
        path: { layer_id },
        query,
        signal: this.question?.signal,
      });
    } catch (error) {
      if (!isAbort(error)) this.loaded = null;
      return null;
    }
  }

  private add(answer: FeatureCollection, kind: "plot" | "park"): void {
    const read = new GeoJSON({ dataProjection: "EPSG:4490", featureProjection: "EPSG:3857" });
    for (const item of answer.features) {
      const geometry = item.geometry && read.readGeometry(item.geometry);
      const plain = item.geometry && new GeoJSON().readGeometry(item.geometry);
      if (!(geometry instanceof MultiPolygon || geometry instanceof Polygon)) continue;
      const [moved, own] = [pointsOf(geometry), plain ? pointsOf(plain as MultiPolygon | Polygon) : []];
      for (const [index, coordinate] of moved.entries()) {
        const lonLat = own[index];
        if (lonLat) this.exact.set(keyOf(coordinate), [lonLat[0]!, lonLat[1]!]);
      }
      this.source.addFeature(new Feature({ geometry, kind }));
    }
  }
}

/** A hundredth of a millimetre on the Mercator sheet: snapping copies coordinates exactly, converting rounds far below that. */
const keyOf = (coordinate: readonly number[]) => `${coordinate[0]?.toFixed(5)},${coordinate[1]?.toFixed(5)}`;

function pointsOf(geometry: MultiPolygon | Polygon): number[][] {
  return geometry instanceof MultiPolygon ? geometry.getCoordinates().flat(2) : geometry.getCoordinates().flat();
}
