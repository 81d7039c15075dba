import { containsExtent, getWidth } from "ol/extent";
import Feature from "ol/Feature";
import GeoJSON from "ol/format/GeoJSON";
import { MultiPolygon, Polygon } from "ol/geom";
import VectorSource from "ol/source/Vector";
import { api, isAbort } from "../api/client";
import type * as contract from "../api/schema";
import type { MapView } from "../map/map-view";
import { fromLonLat, toLonLat, type Xy } from "../map/projections";
import { type ParkOutline, snapZoom } from "./neighbours";

export type GroundPlot = contract.GroundPlotAnswer;
export type PlotReference = contract.ParentBody;

/**
 * The ground of one proposal around the view, with every digit the server has: to choose from, to snap to, to trace along.
 * A snapped point gets the very coordinates of the corner it was drawn to.
 */
export class BoardGround {
  readonly source: VectorSource<Feature<MultiPolygon>> = new VectorSource<Feature<MultiPolygon>>();
  readonly parks: ParkOutline[] = [];
  private readonly exact = new Map<string, Xy>();
  private readonly plots = new Map<string, GroundPlot>();
  private loaded: number[] | null = null;
  private question: AbortController | null = null;
  private readonly stop: () => void;

  constructor(
    private readonly map: MapView,
    private readonly proposalId: number,
    private readonly told: () => void,
  ) {
    this.stop = map.listen({ moved: () => void this.follow() });
    void this.follow();
  }

  dispose(): void {
    this.stop();
    this.question?.abort();
  }

  async reload(): Promise<void> {
    this.loaded = null;
    await this.follow();
  }

  lonLat(coordinate: readonly number[]): Xy {
    return this.exact.get(keyOf(coordinate)) ?? toLonLat(coordinate);
  }

  parkAt(): null {
    return null;
  }

  get(key: string): GroundPlot | null {
    return this.plots.get(key) ?? null;
  }

  get all(): GroundPlot[] {
    return [...this.plots.values()];
  }

  /** The plot at a place; the smallest where several lie there. */
  at(lonLat: Xy): GroundPlot | null {
    const place = fromLonLat(lonLat);
    const here = this.source.getFeaturesAtCoordinate(place);
    const smallest = here.sort((a, b) => (a.getGeometry()?.getArea() ?? 0) - (b.getGeometry()?.getArea() ?? 0))[0];
    return smallest ? this.get(String(smallest.getId())) : null;
  }

  featureOf(key: string): Feature<MultiPolygon> | null {
    return this.source.getFeatureById(key) as Feature<MultiPolygon> | null;
  }

  /** The side of a plot nearest to a place, as its two corners in lon/lat. */
  sideAt(key: string, lonLat: Xy): [Xy, Xy] | null {
    const geometry = this.featureOf(key)?.getGeometry();
    if (!geometry) return null;
    const [px, py] = fromLonLat(lonLat);
    let best: { away: number; side: [number[], number[]] } | null = null;
    for (const ring of geometry.getCoordinates().flat()) {
      for (let i = 0; i + 1 < ring.length; i += 1) {
        const away = distanceToSide([px ?? 0, py ?? 0], ring[i]!, ring[i + 1]!);
        if (!best || away < best.away) best = { away, side: [ring[i]!, ring[i + 1]!] };
      }
    }
    return best ? [this.lonLat(best.side[0]), this.lonLat(best.side[1])] : null;
  }

  /** The corner nearest to a place on the sheet, with every digit; null where none is within reach. */
  cornerAt([px, py]: readonly number[], reach: number): Xy | null {
    let best: { away: number; corner: number[] } | null = null;
    for (const feature of this.source.getFeatures())
      for (const corner of feature.getGeometry()?.getCoordinates().flat(2) ?? []) {
        const away = Math.hypot(corner[0]! - px!, corner[1]! - py!);
        if (away <= (best?.away ?? reach)) best = { away, corner };
      }
    return best && this.lonLat(best.corner);
  }

  private async follow(): Promise<void> {
    const view = this.map.ol.getView();
    if ((view.getZoom() ?? 0) < snapZoom) return;
    const extent = view.calculateExtent(this.map.ol.getSize());
    if (this.loaded && containsExtent(this.loaded, extent)) return;
    const margin = getWidth(extent) * 0.25;
    const wide = [extent[0]! - margin, extent[1]! - margin, extent[2]! + margin, extent[3]! + margin];
    const bbox = [...toLonLat([wide[0]!, wide[1]!]), ...toLonLat([wide[2]!, wide[3]!])];
    this.question?.abort();
    this.question = new AbortController();
    try {
      const plots = await api.get("/api/proposals/{proposal_id}/ground", {
        path: { proposal_id: this.proposalId },
        query: { bbox: bbox.map((n) => Number(n.toFixed(6))) },
        signal: this.question.signal,
      });
      this.loaded = wide;
      this.show(plots);
      this.told();
    } catch (error) {
      if (!isAbort(error)) this.loaded = null;
    }
  }

  private show(plots: GroundPlot[]): void {
    const read = new GeoJSON();
    this.plots.clear();
    this.exact.clear();
    const features = plots.flatMap((plot) => {
      const own = read.readGeometry(plot.geometry);
      if (!(own instanceof MultiPolygon || own instanceof Polygon)) return [];
      const parts = own instanceof Polygon ? [own.getCoordinates()] : own.getCoordinates();
      const moved = parts.map((part) =>
        part.map((ring) =>
          ring.map((point) => {
            const lonLat: Xy = [point[0]!, point[1]!];
            const place = fromLonLat(lonLat);
            this.exact.set(keyOf(place), lonLat);
            return place;
          }),
        ),
      );
      const feature = new Feature({ geometry: new MultiPolygon(moved), plot_no: plot.plot_no, kind: "plot" });
      feature.setId(plot.key);
      feature.set("drawn", plot.shape_id !== null);
      this.plots.set(plot.key, plot);
      return [feature];
    });
    this.source.clear();
    this.source.addFeatures(features);
  }

  /** Put the corners back as the server has them (after a move that was refused). */
  restore(): void {
    this.show(this.all);
  }
}

/** A hundredth of a millimetre on the Mercator sheet. */
const keyOf = (coordinate: readonly number[]) => `${coordinate[0]?.toFixed(5)},${coordinate[1]?.toFixed(5)}`;

export function distanceToSide([px, py]: readonly number[], a: readonly number[], b: readonly number[]): number {
  const [ax, ay, bx, by] = [a[0]!, a[1]!, b[0]!, b[1]!];
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((px! - ax) * dx + (py! - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(ax + t * dx - px!, ay + t * dy - py!);
}
