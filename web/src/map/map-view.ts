import Attribution from "ol/control/Attribution";
import { defaults as defaultInteractions } from "ol/interaction/defaults";
import type TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import type MapBrowserEvent from "ol/MapBrowserEvent";
import { transformExtent } from "ol/proj";
import View from "ol/View";
import type { Basemap, Bbox, Feature, Geometry, LayerDefinition } from "../api/types";
import type { BasemapChoice } from "./basemap";
import { CountedMap } from "./counted-map";
import { Highlight } from "./highlight";
import { type Hit, hitsAt } from "./identify";
import { LabelLayer, type Written } from "./labels";
import { DrawnLayer, type TileMoment } from "./layer-source";
import type { Judge } from "./layer-style";
import { fromLonLat, resolutionFor, scaleOf, toLonLat, type Xy } from "./mercator";
import { Overlays } from "./overlays";
import { onPixelGrid } from "./pixel-grid";
import { ViewHistory } from "./view-history";

export interface Place {
  lon: number;
  lat: number;
  zoom: number;
}

export interface MapClick {
  lonLat: Xy;
  hits: Hit[];
  /** Ctrl, ⌘ or Shift was held: add to the selection. */
  adding: boolean;
  /** What the clicked map shows: of two maps side by side each has its own. */
  moment: TileMoment;
}

export interface MapListener {
  moved?(place: Place, bbox: Bbox): void;
  pointed?(lonLat: Xy | null): void;
  hovered?(plotId: number | null): void;
  clicked?(click: MapClick): void;
  loading?(busy: boolean): void;
}

const glide = 150;
const firstView = () =>
  new View({ center: fromLonLat([114.65, 33.6]), zoom: 12, minZoom: 4, maxZoom: 22, enableRotation: false });
const samePlace = (a: Place, b: Place) =>
  Math.abs(a.zoom - b.zoom) < 0.02 && Math.abs(a.lon - b.lon) < 1e-6 && Math.abs(a.lat - b.lat) < 1e-6;

/** The one map of the page: layers, names, selection, view and its history. Knows land data only as layers. */
export class MapView {
  readonly ol: OlMap;
  readonly overlays = new Overlays();
  readonly history = new ViewHistory<Place>(samePlace);
  private readonly drawn = new Map<string, DrawnLayer>();
  private readonly names = new Map<string, LabelLayer>();
  private readonly hidden = new Map<string, Map<string, readonly number[]>>();
  private highlight: Highlight | null = null;
  private basemap: TileLayer[] = [];
  private basemapChoice: BasemapChoice = "none";
  private judge: Judge | null = null;
  private moment: TileMoment = { round: 0 };
  private home: Bbox | null = null;
  private listeners: MapListener[] = [];
  /** Pixels at the bottom that a sheet covers (on phones). */
  coveredBelow: () => number = () => 0;
  private readonly ratio = Math.min(window.devicePixelRatio || 1, 2);
  /** A tool that owns the pointer (drawing, measuring) switches selection off meanwhile. */
  private claims = 0;

  /** With a leader the map is its companion: it shares the leader's view, and whoever listens there hears of both. */
  constructor(
    private readonly element: HTMLElement,
    private readonly leader: MapView | null = null,
  ) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.ol = new CountedMap({
      target: element,
      controls: leader ? [] : [new Attribution({ collapsible: false })],
      interactions: defaultInteractions({
        altShiftDragRotate: false,
        pinchRotate: false,
        zoomDuration: still ? 0 : glide,
      }),
      layers: this.overlays.layers,
      view: leader ? undefined : firstView(),
      pixelRatio: this.ratio,
    });
    if (leader) this.shareView(leader);
    this.ol.on("moveend", () => this.settled());
    this.ol.on("pointermove", (event) => this.pointed(event));
    this.ol.on("singleclick", (event) => this.clicked(event));
    this.ol.on("loadstart", () => this.tell((listener) => listener.loading?.(true)));
    this.ol.on("loadend", () => this.tell((listener) => listener.loading?.(false)));
    element.addEventListener("pointerleave", () => {
      this.highlight?.hover(null);
      this.tell((listener) => {
        listener.pointed?.(null);
        listener.hovered?.(null);
      });
    });
  }

  /** A map that takes up a view ends its glide (OpenLayers resolves the constraints): it waits until the leader has arrived. */
  private shareView(leader: MapView): void {
    const view = leader.ol.getView();
    const take = () => {
      if (view.getAnimating()) return;
      leader.ol.un("postrender", take);
      if (this.ol.getTarget()) this.ol.setView(view);
    };
    leader.ol.on("postrender", take);
    take();
  }

  dispose(): void {
    // The leader's view stays in use: let go of it first.
    if (this.leader) this.ol.setView(new View());
    this.ol.setTarget(undefined);
    this.ol.dispose();
  }

  listen(listener: MapListener): () => void {
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((other) => other !== listener);
    };
  }

  private tell(call: (listener: MapListener) => void): void {
    for (const listener of (this.leader ?? this).listeners) call(listener);
  }

  /** Take the pointer for a tool; returns what gives it back. */
  claimPointer(cursor = "crosshair"): () => void {
    this.claims += 1;
    this.element.style.cursor = cursor;
    return () => {
      this.claims -= 1;
      if (this.claims === 0) this.element.style.cursor = "";
    };
  }

  private get claimed(): boolean {
    return (this.leader ?? this).claims > 0;
  }

  // Layers

  /** `written` makes the name from a feature's properties. */
  setDefinitions(definitions: LayerDefinition[], written: (definition: LayerDefinition) => Written): void {
    for (const { layers } of this.drawn.values()) for (const layer of layers) this.ol.removeLayer(layer);
    for (const { layer } of this.names.values()) this.ol.removeLayer(layer);
    if (this.highlight) this.ol.removeLayer(this.highlight.layer);
    this.drawn.clear();
    this.names.clear();
    this.highlight = null;
    for (const definition of definitions) {
      const judge = () => (definition.main ? this.judge : null);
      const drawn = new DrawnLayer(definition, this.moment, judge);
      this.drawn.set(definition.id, drawn);
      for (const layer of drawn.layers) this.ol.addLayer(layer);
      if (definition.label) {
        const names = new LabelLayer(definition, written(definition), judge);
        names.ask(this.moment);
        names.hide([...(this.hidden.get(definition.id)?.values() ?? [])].flat());
        this.names.set(definition.id, names);
        this.ol.addLayer(names.layer);
      }
      if (definition.main && !this.highlight) {
        this.highlight = new Highlight(drawn.source, definition.minzoom);
        this.ol.addLayer(this.highlight.layer);
      }
    }
  }

  showLayers(choices: readonly { id: string; opacity: number }[]): void {
    for (const [id, drawn] of this.drawn) {
      const choice = choices.find((entry) => entry.id === id);
      drawn.show(Boolean(choice), choice?.opacity ?? 100);
      this.names.get(id)?.layer.setVisible((choice?.opacity ?? 0) > 0);
    }
    this.followNames();
  }

  /** Ask everything for another date, or again after a change (round + 1). */
  setMoment(moment: TileMoment): void {
    if (JSON.stringify(moment) === JSON.stringify(this.moment)) return;
    this.moment = moment;
    for (const drawn of this.drawn.values()) drawn.ask(moment);
    for (const names of this.names.values()) names.ask(moment);
    this.followNames();
  }

  /** The moment this map shows. */
  get shown(): TileMoment {
    return this.moment;
  }

  /** Pale and without a name what the judge refuses, in the main layers. */
  setJudge(judge: Judge | null): void {
    this.judge = judge;
    for (const { layer } of [...this.drawn.values(), ...this.names.values()]) layer.changed();
  }

  /** Most installations have none: the code for one comes with it. */
  async setBasemap(choice: BasemapChoice, setting: Basemap | null): Promise<void> {
    this.basemapChoice = choice;
    const layers = choice === "none" ? [] : (await import("./basemap-layers")).basemapLayers(choice, setting);
    if (choice !== this.basemapChoice) return;
    for (const layer of this.basemap) this.ol.removeLayer(layer);
    this.basemap = layers;
    for (const layer of layers) this.ol.addLayer(layer);
  }

  /** Features of a layer that are drawn without their names for somebody's sake, until that one names others. */
  hideNames(layer: string, by: string, ids: readonly number[]): void {
    const hidden = this.hidden.get(layer) ?? new Map<string, readonly number[]>();
    this.hidden.set(layer, hidden.set(by, ids));
    this.names.get(layer)?.hide([...hidden.values()].flat());
  }

  private followNames(): void {
    for (const names of this.names.values()) void names.follow(this.ol);
  }

  // Selection

  select(ids: readonly number[]): void {
    this.highlight?.select(ids);
  }

  hover(id: number | null): void {
    this.highlight?.hover(id);
  }

  flash(id: number): void {
    this.highlight?.flash(id);
  }

  hits(pixel: number[]): Hit[] {
    return hitsAt(this.ol, pixel);
  }

  // View

  get place(): Place {
    const view = this.ol.getView();
    const [lon, lat] = toLonLat(view.getCenter() ?? [0, 0]);
    return { lon, lat, zoom: view.getZoom() ?? 0 };
  }

  get bbox(): Bbox {
    const extent = this.ol.getView().calculateExtent(this.ol.getSize());
    return transformExtent(extent, "EPSG:3857", "EPSG:4490") as Bbox;
  }

  get scale(): number {
    return scaleOf(this.ol.getView().getResolution() ?? 1, this.place.lat);
  }

  /** The view, free for a new destination. Of two glides that end in one frame OpenLayers would follow the older one. */
  private freeView(): View {
    const view = this.ol.getView();
    view.cancelAnimations();
    return view;
  }

  setScale(scale: number): void {
    this.freeView().animate({ resolution: resolutionFor(scale, this.place.lat), duration: glide });
  }

  setHome(bbox: Bbox | null): void {
    this.home = bbox;
  }

  goHome(): void {
    if (this.home) this.goToBbox(this.home, 40);
  }

  jump(place: Place): void {
    const view = this.freeView();
    view.setCenter(fromLonLat([place.lon, place.lat]));
    view.setZoom(place.zoom);
  }

  goTo(place: Place): void {
    this.freeView().animate({ center: fromLonLat([place.lon, place.lat]), zoom: place.zoom, duration: glide });
  }

  goToBbox([west, south, east, north]: Bbox, margin = 80, maxZoom = 17.5): void {
    const extent = [...fromLonLat([west, south]), ...fromLonLat([east, north])];
    this.fit(extent, margin, maxZoom);
  }

  previousView(): void {
    const place = this.history.back();
    if (place) this.goTo(place);
  }

  nextView(): void {
    const place = this.history.forward();
    if (place) this.goTo(place);
  }

  zoomBy(step: number): void {
    const view = this.freeView();
    view.animate({ zoom: (view.getZoom() ?? 0) + step, duration: glide });
  }

  panBy(right: number, down: number): void {
    const view = this.freeView();
    const [x = 0, y = 0] = view.getCenter() ?? [];
    const resolution = view.getResolution() ?? 1;
    view.animate({ center: [x + right * resolution, y - down * resolution], duration: glide });
  }

  // Things above the map

  showFinding(geometry: Geometry): void {
    this.fitExtent(this.overlays.mark(geometry));
  }

  showPreview(features: Feature[], fit: boolean): void {
    const extent = this.overlays.preview(features);
    if (extent && fit) this.fitExtent(extent);
  }

  fitExtent(extent: number[], margin = 90): void {
    if (extent.length !== 4 || !extent.every(Number.isFinite)) return;
    this.fit(extent, margin, 18.5);
  }

  private fit(extent: number[], margin: number, maxZoom: number): void {
    const [width = 0, height = 0] = this.ol.getSize() ?? [];
    const below = this.coveredBelow();
    // A margin that leaves no room on a small map would turn the view inside out.
    const most = Math.max(8, Math.min(margin, width / 5, (height - below) / 5));
    this.freeView().fit(extent, { padding: [most, most, most + below, most], maxZoom, duration: glide });
  }

  // Events

  private settled(): void {
    const size = this.ol.getSize();
    if (!size || size[0] === 0) return;
    if (this.leader) {
      this.followNames();
      return;
    }
    if (this.settle(size)) return;
    const { place, bbox } = this;
    this.history.visit(place);
    this.followNames();
    this.tell((listener) => listener.moved?.(place, bbox));
  }

  /** Bring the tile edges between pixels; true when the map moved for it and will rest again. */
  private settle([width = 0, height = 0]: number[]): boolean {
    const view = this.ol.getView();
    const [x = 0, y = 0] = view.getCenter() ?? [];
    const resolution = view.getResolution() ?? 1;
    if (view.getAnimating() || view.getInteracting()) return false;
    const rest = onPixelGrid({ x, y, resolution }, width, height, this.ratio);
    const shift = Math.hypot(rest.x - x, rest.y - y) / resolution;
    if (shift < 0.01 && Math.abs(rest.resolution / resolution - 1) < 1e-7) return false;
    view.setResolution(rest.resolution);
    view.setCenter([rest.x, rest.y]);
    return true;
  }

  private pointed(event: MapBrowserEvent): void {
    if (event.dragging) return;
    const lonLat = toLonLat(event.coordinate);
    this.tell((listener) => listener.pointed?.(lonLat));
    if (this.claimed) return;
    const main = this.hits(event.pixel).find((hit) => hit.main);
    this.highlight?.hover(main?.id ?? null);
    this.element.style.cursor = main ? "pointer" : "";
    this.tell((listener) => listener.hovered?.(main?.id ?? null));
  }

  private clicked(event: MapBrowserEvent): void {
    if (this.claimed) return;
    const original = event.originalEvent as PointerEvent;
    const adding = original.ctrlKey || original.metaKey || original.shiftKey;
    const click = { lonLat: toLonLat(event.coordinate), hits: this.hits(event.pixel), adding, moment: this.moment };
    this.tell((listener) => listener.clicked?.(click));
  }
}
