import Feature from "ol/Feature";
import { MultiPolygon, Polygon } from "ol/geom";
import Draw from "ol/interaction/Draw";
import Modify from "ol/interaction/Modify";
import VectorLayer from "ol/layer/Vector";
import VectorSource from "ol/source/Vector";
import { startPause } from "../api/settled";
import type { MapView } from "../map/map-view";
import { fromLonLat, type Xy } from "../map/projections";
import { draftStyle, sketchStyle } from "./draw-style";
import { UndoStack } from "./history";
import type { Neighbours } from "./neighbours";
import { insideRing } from "./plot-validation";
import type { Shape } from "./shape";
import { type Snapped, Snapping } from "./snapping";

export type DrawMode = "draw" | "edit" | "hole";

export interface DrawState {
  mode: DrawMode;
  /** The finished shape; empty while the first ring is being drawn. */
  shape: Shape;
  /** The ring under the pen, without the point that follows the pointer. */
  sketch: Xy[];
  canUndo: boolean;
  canRedo: boolean;
}

/** Why a drawn ring was not taken. */
export type DrawRefusal = "hole_outside";

/** What one draws among: sides to snap to and to trace, and the exact coordinates of a corner that was snapped to. */
export type SnapGround = Pick<Neighbours, "source" | "lonLat">;

/**
 * One drawing: pen, vertex editing, holes, undo. It knows nothing of forms or servers; it tells its state after every
 * change and takes shapes from outside (typed points) as one more step that can be undone.
 */
export class DrawSession {
  private readonly source = new VectorSource<Feature<MultiPolygon>>();
  private readonly layer = new VectorLayer({ source: this.source, zIndex: 600, style: draftStyle });
  private readonly modify: Modify;
  private readonly snaps: Snapping;
  private readonly release: () => void;
  private draw: Draw | null = null;
  private mode: DrawMode = "draw";
  private shape: Shape = [];
  private sketch: Xy[] = [];
  /** Points of the pen that were taken back, the last one first. */
  private takenBack: number[][] = [];
  private finishing = false;
  tracing = false;

  /** `steps` is the drawing's past, which may be longer than this session; `start` is what lies on the map at first. */
  constructor(
    private readonly map: MapView,
    private readonly neighbours: SnapGround,
    private tell: (state: DrawState) => void,
    private readonly refuse: (why: DrawRefusal) => void,
    snapped: (what: Snapped | null) => void,
    epsg: () => number,
    private readonly steps = new UndoStack<Shape>([]),
    start?: Pick<DrawState, "mode" | "shape" | "sketch">,
  ) {
    this.release = map.claimPointer();
    map.ol.addLayer(this.layer);
    this.modify = new Modify({ source: this.source, pixelTolerance: 12, style: sketchStyle });
    this.modify.on("modifyend", () => {
      this.shape = this.read();
      this.step(this.shape);
    });
    this.snaps = new Snapping(map, neighbours.source as VectorSource, snapped, epsg, this.source as VectorSource);
    if (start) this.resume(start);
    else this.enter("draw");
  }

  /** What is on the map stays told as it is: taking the pen away is no change of the drawing. */
  dispose(): void {
    this.tell = () => undefined;
    this.release();
    this.leaveMode();
    this.map.ol.removeLayer(this.layer);
  }

  private resume({ mode, shape, sketch }: Pick<DrawState, "mode" | "shape" | "sketch">): void {
    this.show(shape);
    const pen = sketch.length > 0 || shape.length === 0;
    // Nothing is told before all of it is back.
    const { tell } = this;
    this.tell = () => undefined;
    this.enter(pen ? (mode === "hole" && shape.length ? "hole" : "draw") : "edit");
    if (sketch.length) this.draw?.appendCoordinates(sketch.map(fromLonLat));
    this.tell = tell;
    this.sketch = sketch;
    this.announce();
  }

  /** The drawn feature in lon/lat; read only after the pen or a drag changed it, so that going to and fro adds no rounding. */
  private read(): Shape {
    const geometry = this.source.getFeatures()[0]?.getGeometry();
    const parts = geometry?.getCoordinates() ?? [];
    return parts.map((part) => part.map((ring) => ring.slice(0, -1).map((point) => this.neighbours.lonLat(point))));
  }

  setSnapping(on: boolean): void {
    this.snaps.setActive(on);
  }

  /** Draw a hole in the shape that is there. */
  startHole(): void {
    if (this.shape.length) this.enter("hole");
  }

  /** A shape from outside, e.g. typed points. */
  setShape(shape: Shape): void {
    this.show(shape);
    this.step(shape);
    this.enter(shape.length ? "edit" : "draw");
  }

  clear(): void {
    this.setShape([]);
  }

  finish(): void {
    if (this.sketch.length >= 3) this.draw?.finishDrawing();
  }

  /** Esc: give up the ring under the pen; true when there was one. */
  abort(): boolean {
    if (this.sketch.length === 0 && this.mode !== "hole") return false;
    this.draw?.abortDrawing();
    this.sketch = [];
    this.enter(this.shape.length ? "edit" : "draw");
    return true;
  }

  /** Under the pen the last point, otherwise the last change. */
  undo(): void {
    if (this.sketch.length > 0) {
      this.takeBack();
      return;
    }
    const before = this.steps.undo();
    if (before) this.showStep(before);
  }

  redo(): void {
    const [again, ...rest] = this.takenBack;
    if (again && this.draw) {
      this.takenBack = rest;
      this.draw.appendCoordinates([again]);
      return;
    }
    const next = this.steps.redo();
    if (next) this.showStep(next);
  }

  /** Backspace: the last point of the pen. */
  takeBack(): void {
    const last = this.sketch.at(-1);
    if (!last || !this.draw) return;
    const redo = [fromLonLat(last), ...this.takenBack];
    if (this.sketch.length === 1) this.draw.abortDrawing();
    else this.draw.removeLastPoint();
    this.takenBack = redo;
    this.announce();
  }

  private showStep(shape: Shape): void {
    this.show(shape);
    this.enter(shape.length ? "edit" : "draw");
  }

  private show(shape: Shape): void {
    this.shape = shape;
    this.source.clear();
    if (!shape.length) return;
    const parts = shape.map((part) => part.map((ring) => [...ring, ring[0]!].map((point) => fromLonLat(point))));
    this.source.addFeature(new Feature(new MultiPolygon(parts)));
  }

  private step(shape: Shape): void {
    this.takenBack = [];
    this.steps.push(shape);
    this.announce();
  }

  private enter(mode: DrawMode): void {
    this.leaveMode();
    this.mode = mode;
    if (mode === "edit") this.map.ol.addInteraction(this.modify);
    else this.startPen();
    this.snaps.add();
    this.announce();
  }

  private leaveMode(): void {
    this.snaps.remove();
    for (const interaction of [this.modify, this.draw]) {
      if (interaction) this.map.ol.removeInteraction(interaction);
    }
    this.draw = null;
    this.sketch = [];
  }

  private startPen(): void {
    const pen = new Draw({
      type: "Polygon",
      style: sketchStyle,
      trace: () => this.tracing,
      traceSource: this.neighbours.source,
      snapTolerance: 10,
      stopClick: true,
    });
    pen.on("drawstart", ({ feature }) => {
      this.takenBack = [];
      feature.getGeometry()?.on("change", () => this.penMoved(feature));
    });
    pen.on("drawabort", () => {
      this.sketch = [];
      this.announce();
    });
    pen.on("drawend", ({ feature }) => {
      const geometry = feature.getGeometry();
      this.finishing = true;
      // After the event the interaction ends its own way; only then may it be taken off the map.
      startPause(() => this.penDone(geometry instanceof Polygon ? geometry : null));
    });
    this.draw = pen;
    this.map.ol.addInteraction(pen);
  }

  private penMoved(feature: Feature): void {
    const geometry = feature.getGeometry();
    if (!(geometry instanceof Polygon) || this.finishing) return;
    // The ring as drawn ends with the point that follows the pointer and the closing one.
    const ring = (geometry.getCoordinates()[0] ?? []).slice(0, -2).map((point) => this.neighbours.lonLat(point));
    if (ring.length === this.sketch.length) return;
    this.sketch = ring;
    this.announce();
  }

  private penDone(drawn: Polygon | null): void {
    const ring = (drawn?.getCoordinates()[0] ?? []).slice(0, -1).map((point) => this.neighbours.lonLat(point));
    const before = this.shape;
    this.sketch = [];
    this.finishing = false;
    if (this.mode === "hole") {
      const owner = before.findIndex(([outer]) => ring.every((point) => insideRing(point, outer ?? [])));
      if (owner < 0) this.refuse("hole_outside");
      else this.keep(before.map((part, index) => (index === owner ? [...part, ring] : part)));
    } else this.keep([...before, [ring]]);
    this.enter("edit");
  }

  private keep(shape: Shape): void {
    this.show(shape);
    this.step(shape);
  }

  announce(): void {
    this.tell({
      mode: this.mode,
      shape: this.shape,
      sketch: this.sketch,
      canUndo: this.sketch.length > 0 || this.steps.canUndo,
      canRedo: this.takenBack.length > 0 || this.steps.canRedo,
    });
  }
}
