import { containsExtent, getCenter, getWidth } from "ol/extent";
import Feature from "ol/Feature";
import GeoJSON from "ol/format/GeoJSON";
import { LineString, MultiLineString, MultiPolygon, Point, Polygon } from "ol/geom";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import Text from "ol/style/Text";
import { api, isAbort } from "../api/client";
import type { FeatureCollection, LayerDefinition } from "../api/types";
import { momentOf, type TileMoment, zoomOfResolution } from "./layer-source";
import type { Judge } from "./layer-style";
import { toLonLat } from "./mercator";

const font = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';
const mostLabels = 1500;
/** A park wider than this on the screen, or than most of the screen, is no longer named: its plots are. */
const mostPlacePixels = 640;

export interface Name {
  text: string;
  /** A second line while the map is too far out for what it sums up to be seen. */
  note?: string;
}

export type Written = (properties: Record<string, unknown>) => Name | string;

/** From this zoom plots can be told apart; farther out a park's label says how many there are. */
const plotsReadable = 13.5;

/**
 * The names of one layer. They are asked as whole features for the view (not taken from tiles, where a shape cut by a
 * seam would be named twice), each named once at its middle.
 */
export class LabelLayer {
  readonly layer: VectorLayer;
  private readonly source = new VectorSource<Feature<Point | LineString>>();
  private loaded: number[] | null = null;
  private loadedQuery = "";
  private question: AbortController | null = null;
  private moment: TileMoment = { round: 0 };
  private hidden: ReadonlySet<number> = new Set();

  constructor(
    private readonly definition: LayerDefinition,
    private readonly written: Written,
    private readonly judge: () => Judge | null,
  ) {
    const places = definition.group === "boundary";
    this.layer = new VectorLayer({
      source: this.source,
      declutter: "names",
      zIndex: 300 + (places ? 50 : definition.draw_order),
      minZoom: definition.label_zoom - 0.001,
      updateWhileInteracting: true,
      updateWhileAnimating: true,
      style: (feature, resolution) => this.style(feature as Feature, resolution, places),
      visible: false,
    });
  }

  ask(moment: TileMoment): void {
    this.moment = moment;
  }

  /** Write no name on these features. */
  hide(ids: readonly number[]): void {
    if (ids.length === this.hidden.size && ids.every((id) => this.hidden.has(id))) return;
    this.hidden = new Set(ids);
    this.layer.changed();
  }

  /** Loads the names around the view when it is not covered yet. */
  async follow(map: OlMap): Promise<void> {
    const view = map.getView();
    const zoom = view.getZoom()!;
    if (!this.layer.getVisible() || zoom < this.definition.label_zoom) return;
    const extent = view.calculateExtent(map.getSize());
    const moment = momentOf(this.definition, this.moment);
    const query = JSON.stringify([moment, this.moment.round]);
    if (this.loaded && query === this.loadedQuery && containsExtent(this.loaded, extent)) return;
    const margin = getWidth(extent) * 0.3;
    const wide = [extent[0]! - margin, extent[1]! - margin, extent[2]! + margin, extent[3]! + margin];
    const bbox = [...toLonLat([wide[0]!, wide[1]!]), ...toLonLat([wide[2]!, wide[3]!])].map((n) =>
      Number(n.toFixed(6)),
    );
    this.question?.abort();
    this.question = new AbortController();
    try {
      const answer = await api.get("/api/layers/{layer_id}/items", {
        path: { layer_id: this.definition.id },
        query: { bbox, limit: mostLabels, ...moment },
        signal: this.question.signal,
      });
      this.loaded = wide;
      this.loadedQuery = query;
      this.replace(answer);
    } catch (error) {
      // Names are an aid: without them the map still works, and the next move asks again.
      if (!isAbort(error)) this.loaded = null;
    }
  }

  private replace(answer: FeatureCollection): void {
    const read = new GeoJSON({ dataProjection: "EPSG:4490", featureProjection: "EPSG:3857" });
    const named = answer.features.flatMap((item) => {
      const geometry = item.geometry ? read.readGeometry(item.geometry) : null;
      const place = geometry && placeOf(geometry);
      const said = this.written(item.properties);
      const name: Name = typeof said === "string" ? { text: said } : said;
      if (!geometry || !place || !name.text) return [];
      const [text, note] = [inLines(name.text), name.note];
      const feature = new Feature<Point | LineString>({
        geometry: place,
        told: { ...item.properties, $id: item.id },
        text,
        note,
        width: getWidth(geometry.getExtent()),
      });
      return [feature];
    });
    this.source.clear(true);
    this.source.addFeatures(named);
  }

  private style(feature: Feature, resolution: number, places: boolean): Style | undefined {
    // What is drawn pale has no name: names belong to what the filter leaves.
    const told = feature.get("told");
    if (this.hidden.has(told.$id) || this.judge()?.(told) === false) return undefined;
    const zoom = zoomOfResolution(resolution);
    const note = zoom < plotsReadable ? feature.get("note") : undefined;
    const text: string = feature.get("text") + (note ? `\n${note}` : "");
    const geometry = feature.getGeometry();
    const line = geometry instanceof LineString ? lineName(text, geometry) : null;
    if (line && (geometry as LineString).getLength() / resolution < text.length * 14) return undefined;
    const pixels = feature.get("width") / resolution;
    if (places && pixels > Math.min(mostPlacePixels, window.innerWidth * 0.9)) return undefined;
    if (!places && !line && pixels < text.length * 5) return undefined;
    const size = places ? 13 : zoom >= 16 ? 12 : 11;
    return new Style({
      text: new Text({
        text: line?.text ?? text,
        rotation: line?.rotation ?? 0,
        font: `${places ? 600 : 500} ${line ? 11 : size}px ${font}`,
        fill: new Fill({ color: places ? "#08575C" : line ? "#6A5A45" : "#1B2733" }),
        stroke: new Stroke({ color: "rgba(255,255,255,0.92)", width: places ? 4 : 3 }),
        overflow: true,
        padding: [2, 4, 2, 4],
      }),
      geometry: line ? new Point(line.at) : undefined,
      zIndex: places ? 10 : Math.round(pixels / 100),
    });
  }
}

/** A long name in Latin letters stands on two lines, broken at the blank nearest its middle. */
function inLines(text: string): string {
  const middle = text.length / 2;
  if (text.length < 24 || /[\u4e00-\u9fff]/.test(text)) return text;
  const blanks = [...text.matchAll(/ /g)].map((match) => match.index);
  const at = blanks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return at === undefined ? text : `${text.slice(0, at)}\n${text.slice(at + 1)}`;
}

/**
 * A road's name stands at its middle, turned with it; where the road runs more north than east, Chinese characters stand
 * upright one below the other, as on Chinese maps, and do not lie on their backs.
 */
function lineName(text: string, line: LineString): { text: string; rotation: number; at: number[] } {
  const at = line.getCoordinateAt(0.5);
  const [a, b] = [line.getCoordinateAt(0.47), line.getCoordinateAt(0.53)];
  const slope = Math.atan2(b[1]! - a[1]!, b[0]! - a[0]!);
  // Between −90° and 90°, so that no name stands on its head.
  const angle = slope > Math.PI / 2 ? slope - Math.PI : slope <= -Math.PI / 2 ? slope + Math.PI : slope;
  const steep = Math.abs(angle) > Math.PI / 4;
  if (!steep || !/[\u4e00-\u9fff]/.test(text)) return { text, rotation: -angle, at };
  return { text: [...text].join("\n"), rotation: Math.sign(angle) * (Math.PI / 2) - angle, at };
}

type AnyGeometry = NonNullable<ReturnType<GeoJSON["readGeometry"]>>;

/** Where the name goes: the middle of the largest part, or along the longest line. */
function placeOf(geometry: AnyGeometry): Point | LineString | null {
  if (geometry instanceof MultiPolygon) {
    const largest = geometry.getPolygons().reduce((a, b) => (b.getArea() > a.getArea() ? b : a));
    return new Point(largest.getInteriorPoint().getCoordinates().slice(0, 2));
  }
  if (geometry instanceof Polygon) return new Point(geometry.getInteriorPoint().getCoordinates().slice(0, 2));
  if (geometry instanceof MultiLineString) {
    return geometry.getLineStrings().reduce((a, b) => (b.getLength() > a.getLength() ? b : a));
  }
  if (geometry instanceof LineString || geometry instanceof Point) return geometry;
  return new Point(getCenter(geometry.getExtent()));
}
