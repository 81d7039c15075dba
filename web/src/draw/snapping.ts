import type { Options } from "ol/interaction/Snap";
import Snap from "ol/interaction/Snap";
import VectorLayer from "ol/layer/Vector";
import type MapBrowserEvent from "ol/MapBrowserEvent";
import type VectorSource from "ol/source/Vector";
import type { MapView } from "../map/map-view";
import { toLonLat } from "../map/projections";
import { Guides, guideStyle } from "./guides";

export interface Snapped {
  /** The pointer is this far from what it was drawn to, in metres on the ground. */
  metres: number;
  kind: "corner" | "side" | "extension";
}

/** Whose turn it is: of several things one could be drawn to the first one takes the pointer, and the others leave it there. */
interface Turn {
  found: { vertex: number[]; kind: Snapped["kind"] } | null;
  end(): void;
}

type Place = "first" | "between" | "last";

class SnapInTurn extends Snap {
  constructor(
    options: Options,
    private readonly turn: Turn,
    private readonly place: Place,
    private readonly kind: (onSide: boolean) => Snapped["kind"],
  ) {
    super(options);
  }

  override snapTo(...asked: Parameters<Snap["snapTo"]>): ReturnType<Snap["snapTo"]> {
    if (this.place === "first") this.turn.found = null;
    const hit = this.turn.found ? null : super.snapTo(...asked);
    if (hit?.vertex) this.turn.found = { vertex: hit.vertex, kind: this.kind(Boolean(hit.segment)) };
    if (this.place === "last") this.turn.end();
    return hit;
  }
}

const snapPixels = 12;

/**
 * What pen and dragged corners are drawn to, the first of: corners, where an extension meets a side, sides, corners of the
 * drawing itself, extensions of sides. How far that is is told at every move.
 */
export class Snapping {
  private readonly guides: Guides;
  private readonly layer: VectorLayer;
  private readonly all: SnapInTurn[];
  private pointer: number[] = [0, 0];
  private isAdded = false;
  private isOn = true;
  private readonly onMove = (event: MapBrowserEvent) => this.follow(event.coordinate);

  constructor(
    private readonly map: MapView,
    private readonly plots: VectorSource,
    private readonly tell: (what: Snapped | null) => void,
    epsg: () => number,
    own: VectorSource | null = null,
  ) {
    this.guides = new Guides(epsg);
    this.layer = new VectorLayer({ source: this.guides.source, zIndex: 590, style: guideStyle });
    const turn: Turn = { found: null, end: () => this.told(turn.found) };
    const make = (source: VectorSource, place: Place, more: Options, kind: (onSide: boolean) => Snapped["kind"]) =>
      new SnapInTurn({ source, pixelTolerance: snapPixels, ...more }, turn, place, kind);
    const extension = () => "extension" as const;
    // Those added last are asked first.
    this.all = [
      make(this.guides.source as VectorSource, "last", { vertex: false, intersection: true }, extension),
      ...(own ? [make(own, "between", { pixelTolerance: 8, edge: false }, () => "corner")] : []),
      make(plots, "between", { vertex: false, intersection: true }, (onSide) => (onSide ? "side" : "corner")),
      make(this.guides.crossings as VectorSource, "between", { edge: false }, extension),
      make(plots, "first", { edge: false }, () => "corner"),
    ];
  }

  /** After pen or drag were added: snapping must see every event before they do. */
  add(): void {
    if (this.isAdded) this.remove();
    this.isAdded = true;
    this.map.ol.addLayer(this.layer);
    for (const one of this.all) this.map.ol.addInteraction(one);
    this.map.ol.on("pointermove", this.onMove);
    this.map.ol.on("pointerdrag", this.onMove);
  }

  remove(): void {
    if (!this.isAdded) return;
    this.isAdded = false;
    this.map.ol.un("pointermove", this.onMove);
    this.map.ol.un("pointerdrag", this.onMove);
    for (const one of this.all) this.map.ol.removeInteraction(one);
    this.map.ol.removeLayer(this.layer);
    this.forget();
  }

  setActive(on: boolean): void {
    this.isOn = on;
    for (const one of this.all) one.setActive(on);
    if (!on) this.forget();
  }

  private forget(): void {
    this.guides.clear();
    this.tell(null);
  }

  /** The map tells its listeners of a move before its interactions. */
  private follow(coordinate: number[]): void {
    this.pointer = coordinate;
    if (!this.isOn) return;
    const resolution = this.map.ol.getView().getResolution() ?? 1;
    this.guides.follow(coordinate, snapPixels * resolution, this.plots.getFeatures());
  }

  private told(found: Turn["found"]): void {
    if (!found) {
      this.tell(null);
      return;
    }
    const away = Math.hypot(found.vertex[0]! - this.pointer[0]!, found.vertex[1]! - this.pointer[1]!);
    const onGround = Math.cos((toLonLat(this.pointer)[1] * Math.PI) / 180);
    this.tell({ metres: away * onGround, kind: found.kind });
  }
}
