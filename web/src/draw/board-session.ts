import Feature from "ol/Feature";
import GeoJSON from "ol/format/GeoJSON";
import { LineString, type MultiPolygon, Point, Polygon } from "ol/geom";
import Draw from "ol/interaction/Draw";
import Modify from "ol/interaction/Modify";
import VectorLayer from "ol/layer/Vector";
import type MapBrowserEvent from "ol/MapBrowserEvent";
import VectorSource from "ol/source/Vector";
import { startPause } from "../api/settled";
import type { Geometry } from "../api/types";
import type { MapView } from "../map/map-view";
import { fromLonLat, toLonLat, type Xy } from "../map/projections";
import type { BoardGround } from "./board-ground";
import { groundNames, groundStyle, shownNames, shownStyle } from "./board-style";
import { sketchStyle } from "./draw-style";
import { type Snapped, Snapping } from "./snapping";

/** What the pointer does: choose plots, draw a line or ring, name a side or a place, drag corners, or belong to the pen. */
export type BoardMode = "choose" | "line" | "ring" | "side" | "point" | "corners" | "pen";

export interface BoardListener {
  clicked(lonLat: Xy, adding: boolean): void;
  corner(corner: Xy, adding: boolean): void;
  drawing(points: Xy[]): void;
  drawn(points: Xy[]): void;
  moved(moves: { from_point: Xy; to_point: Xy }[]): void;
  snapped(what: Snapped | null): void;
}

export interface ShownShape {
  geometry: Geometry;
  plot_no: string;
  area: string;
}

/** A place that is pointed out: a corner in hand, or with its number a side. */
export interface Mark {
  at: Xy;
  text?: string;
}

/** A press this near takes a corner in hand. */
const pressPixels = 10;

/** The proposal's ground on the map, the tool in hand, and what an act would make. It knows no forms and no server. */
export class BoardSession {
  private readonly shown = new VectorSource();
  private readonly snaps: Snapping;
  private readonly layers: VectorLayer[];
  private readonly ground: VectorLayer;
  private readonly groundNames: VectorLayer;
  private replaced: ReadonlySet<string> = new Set();
  private readonly taken: (Draw | Modify)[] = [];
  private readonly release: () => void;
  private readonly onClick = (event: MapBrowserEvent) => this.clicked(event);
  private readonly onPress = (event: MapBrowserEvent) => this.pressed(event);
  private mode: BoardMode = "choose";
  private chosen: ReadonlySet<string> = new Set();
  private pen: Draw | null = null;
  private points: Xy[] = [];
  private undone: Xy[] = [];
  tracing = false;

  constructor(
    private readonly map: MapView,
    private readonly plots: BoardGround,
    private readonly listener: BoardListener,
    epsg: () => number,
  ) {
    this.release = map.claimPointer("default");
    this.ground = new VectorLayer({
      source: plots.source,
      zIndex: 560,
      style: groundStyle((key) => this.chosen.has(key)),
    });
    // Names are layers of their own: the higher ones keep their places, and the register's give way.
    this.groundNames = new VectorLayer({
      source: plots.source,
      zIndex: 620,
      declutter: "names",
      style: groundNames((key) => this.replaced.has(key)),
    });
    this.layers = [
      this.ground,
      new VectorLayer({ source: this.shown, zIndex: 610, style: shownStyle }),
      this.groundNames,
      new VectorLayer({ source: this.shown, zIndex: 630, declutter: "names", style: shownNames }),
    ];
    this.snaps = new Snapping(map, plots.source as VectorSource, (what) => listener.snapped(what), epsg);
    for (const layer of this.layers) map.ol.addLayer(layer);
    map.ol.on("singleclick", this.onClick);
    map.ol.on("click", this.onPress);
  }

  dispose(): void {
    this.putDown();
    this.release();
    this.map.ol.un("singleclick", this.onClick);
    this.map.ol.un("click", this.onPress);
    for (const layer of this.layers) this.map.ol.removeLayer(layer);
  }

  choose(keys: readonly string[]): void {
    this.chosen = new Set(keys);
    this.ground.changed();
  }

  /** Take a tool; a line or ring that was begun elsewhere goes on. */
  take(mode: BoardMode, begun: Xy[] = []): void {
    this.putDown();
    this.mode = mode;
    if (mode === "line" || mode === "ring") this.startPen(mode === "line" ? "LineString" : "Polygon", begun);
    if (mode === "corners") this.startMoving();
    if (mode === "line" || mode === "ring" || mode === "corners") this.snaps.add();
  }

  setSnapping(on: boolean): void {
    this.snaps.setActive(on);
  }

  /** Backspace or undo under the pen; false when nothing is under it. */
  takeBack(): boolean {
    const last = this.points.at(-1);
    if (!last || !this.pen) return false;
    const [left, undone] = [this.points.slice(0, -1), [last, ...this.undone]];
    if (left.length === 0) this.pen.abortDrawing();
    else this.pen.removeLastPoint();
    this.points = left;
    this.undone = undone;
    this.listener.drawing(left);
    return true;
  }

  giveAgain(): boolean {
    const [next, ...rest] = this.undone;
    if (!next || !this.pen) return false;
    this.undone = rest;
    this.pen.appendCoordinates([fromLonLat(next)]);
    return true;
  }

  finish(): boolean {
    if (!this.pen || this.points.length < (this.mode === "ring" ? 3 : 2)) return false;
    this.pen.finishDrawing();
    return true;
  }

  abort(): boolean {
    if (!this.pen || this.points.length === 0) return false;
    this.pen.abortDrawing();
    this.points = [];
    this.listener.drawing([]);
    return true;
  }

  show(
    shapes: readonly ShownShape[],
    lines: readonly { points: readonly Xy[]; kept?: boolean }[] = [],
    marks: readonly Mark[] = [],
    replaced: readonly string[] = [],
  ): void {
    const read = new GeoJSON({ dataProjection: "EPSG:4490", featureProjection: "EPSG:3857" });
    this.shown.clear();
    for (const [index, { geometry, ...name }] of shapes.entries())
      this.shown.addFeature(
        new Feature({ geometry: read.readGeometry(geometry) ?? undefined, ...name, even: index % 2 === 0 }),
      );
    this.replaced = new Set(shapes.length ? replaced : []);
    this.groundNames.changed();
    for (const { points, kept } of lines)
      if (points.length > 1)
        this.shown.addFeature(new Feature({ geometry: new LineString(points.map(fromLonLat)), kept }));
    for (const { at, text } of marks)
      this.shown.addFeature(new Feature({ geometry: new Point(fromLonLat(at)), mark: text ?? "" }));
  }

  private putDown(): void {
    for (const one of this.taken) this.map.ol.removeInteraction(one);
    this.taken.length = 0;
    this.pen = null;
    this.points = [];
    this.undone = [];
    this.snaps.remove();
  }

  private add(one: Draw | Modify): void {
    this.taken.push(one);
    this.map.ol.addInteraction(one);
  }

  private startPen(type: "LineString" | "Polygon", begun: Xy[]): void {
    const pen = new Draw({
      type,
      style: sketchStyle,
      stopClick: true,
      trace: () => this.tracing,
      traceSource: this.plots.source as never,
    });
    pen.on("drawstart", ({ feature }) => {
      this.undone = [];
      feature.getGeometry()?.on("change", () => this.penMoved(feature));
    });
    pen.on("drawend", ({ feature }) => {
      const points = this.read(feature);
      this.points = [];
      startPause(() => this.listener.drawn(points));
    });
    this.pen = pen;
    this.add(pen);
    if (begun.length) pen.appendCoordinates(begun.map(fromLonLat));
  }

  private read(feature: Feature, ending = 0): Xy[] {
    const geometry = feature.getGeometry();
    const raw =
      geometry instanceof Polygon
        ? (geometry.getCoordinates()[0] ?? []).slice(0, -1 - ending)
        : geometry instanceof LineString
          ? geometry.getCoordinates().slice(0, ending ? -ending : undefined)
          : [];
    return raw.map((point) => this.plots.lonLat(point));
  }

  private penMoved(feature: Feature): void {
    // What is being drawn ends with the point that follows the pointer.
    const points = this.read(feature, 1);
    if (points.length === this.points.length) return;
    this.points = points;
    this.listener.drawing(points);
  }

  /** OpenLayers moves a corner in every plot that has it; what moved is told as pairs, and the server decides. */
  private startMoving(): void {
    const modify = new Modify({
      source: this.plots.source,
      pixelTolerance: 10,
      style: sketchStyle,
      deleteCondition: () => false,
    });
    let before = new Map<string, number[][]>();
    const corners = (feature: Feature<MultiPolygon>) => feature.getGeometry()?.getCoordinates().flat(2) ?? [];
    let down: number[] = [0, 0];
    modify.on("modifystart", ({ mapBrowserEvent }) => {
      down = mapBrowserEvent?.pixel ?? down;
      before = new Map(this.plots.source.getFeatures().map((one) => [String(one.getId()), corners(one)]));
    });
    modify.on("modifyend", ({ mapBrowserEvent }) => {
      const pixel = mapBrowserEvent?.pixel ?? [];
      // Pressed on a side and not pulled: that is a click, and no corner is wanted there.
      if (Math.hypot(pixel[0]! - down[0]!, pixel[1]! - down[1]!) < 3) {
        this.plots.restore();
        return;
      }
      const moves = new Map<string, { from_point: Xy; to_point: Xy }>();
      for (const feature of this.plots.source.getFeatures()) {
        const [was, is] = [before.get(String(feature.getId())) ?? [], corners(feature)];
        for (const move of movesBetween(was, is)) {
          const from_point = move.from ? this.plots.lonLat(move.from) : toLonLat(move.onSide);
          moves.set(from_point.join(), { from_point, to_point: this.plots.lonLat(move.to) });
        }
      }
      if (moves.size) this.listener.moved([...moves.values()]);
    });
    this.add(modify);
  }

  /** Corners are taken at once: nothing waits for a second click. */
  private pressed(event: MapBrowserEvent): void {
    if (this.mode !== "corners") return;
    const corner = this.plots.cornerAt(event.coordinate, pressPixels * (this.map.ol.getView().getResolution() ?? 1));
    const { shiftKey, ctrlKey, metaKey } = event.originalEvent as PointerEvent;
    if (corner) this.listener.corner(corner, shiftKey || ctrlKey || metaKey);
  }

  private clicked(event: MapBrowserEvent): void {
    if (this.mode !== "choose" && this.mode !== "side" && this.mode !== "point") return;
    const key = event.originalEvent as PointerEvent;
    this.listener.clicked(toLonLat(event.coordinate), key.shiftKey || key.ctrlKey || key.metaKey);
  }
}

export interface CornerMove {
  from: number[] | null;
  onSide: number[];
  to: number[];
}

/** What became of the corners of one plot after one drag: a corner elsewhere, or a new one put into a side. */
export function movesBetween(was: readonly number[][], is: readonly number[][]): CornerMove[] {
  const same = (a: readonly number[], b: readonly number[]) => a[0] === b[0] && a[1] === b[1];
  if (was.length === is.length) {
    return was.flatMap((from, i) =>
      same(from, is[i]!) ? [] : [{ from: [...from], onSide: [...from], to: [...is[i]!] }],
    );
  }
  // A corner more: it was pulled out of the side between its two neighbours.
  return is.flatMap((to, i) => {
    if (was.some((one) => same(one, to))) return [];
    const [a, b] = [is[i - 1], is[i + 1]];
    if (!a || !b) return [];
    const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
    const t = ((to[0]! - a[0]!) * dx + (to[1]! - a[1]!) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.max(0.001, Math.min(0.999, t));
    return [{ from: null, onSide: [a[0]! + share * dx, a[1]! + share * dy], to: [...to] }];
  });
}
