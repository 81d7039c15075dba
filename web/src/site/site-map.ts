import "ol/ol.css";
import { underWay } from "../api/settled";
import type { Basemap, Bbox, LayerDefinition } from "../api/types";
import { inLanguage } from "../locale/language";
import { areaFromM2, areaUnitLabel } from "../locale/units";
import { basemapChoices } from "../map/basemap";
import { MapView } from "../map/map-view";
import { fromLonLat } from "../map/mercator";

const siteLayer = "published_plot";
const premisesLayer = "premises_offer";
const siteLayers = [siteLayer, premisesLayer];
const shownLayers = ["basemap", "road", "park_boundary", ...siteLayers];

export interface SiteMapListener {
  hovered: (id: number | null) => void;
  clicked: (id: number | null) => void;
  /** The view stands still or begins to move: what floats above it must be placed anew. */
  moved: () => void;
}

/** What is written on a feature: a site says its size, a park or road its name in the language of the screen. */
function written(definition: LayerDefinition) {
  return (properties: Record<string, unknown>): string => {
    if (siteLayers.includes(definition.id)) {
      return `${Math.round(areaFromM2(Number(properties.area_m2 ?? 0), "mu"))} ${areaUnitLabel("mu")}`;
    }
    return inLanguage(String(properties.name_zh ?? ""), properties.name_en ? String(properties.name_en) : null);
  };
}

/** The public map: the desk's map with the published sites as its subject. Loaded after the list, in a bundle of its own. */
export class SiteMap {
  private readonly view: MapView;
  private placed = false;
  private awaited: Bbox | null = null;

  constructor(element: HTMLElement, listener: SiteMapListener) {
    this.view = new MapView(element);
    this.view.listen({
      hovered: listener.hovered,
      moved: listener.moved,
      clicked: ({ hits }) => listener.clicked(hits.find((hit) => hit.main)?.id ?? null),
    });
    this.view.ol.on("movestart", listener.moved);
    // For tests in a browser: what is drawn can be asked, not only whether the page loads.
    (window as unknown as { gisappMap?: MapView }).gisappMap = this.view;
  }

  setLayers(definitions: LayerDefinition[]): void {
    const chosen = definitions
      .filter((definition) => shownLayers.includes(definition.id))
      .map((definition) => ({ ...definition, main: siteLayers.includes(definition.id) }));
    this.view.setDefinitions(chosen, written);
    this.view.showLayers(chosen.map(({ id }) => ({ id, opacity: 100 })));
  }

  setAsOf(asOf: string | null): void {
    this.view.setMoment({ as_of: asOf, round: 0 });
  }

  setBasemap(setting: Basemap): void {
    // One that does not come leaves the map as it is without one.
    underWay(this.view.setBasemap(basemapChoices(setting).at(1) ?? "none", setting)).catch(console.error);
  }

  /** Sites that do not meet the wish are drawn pale; null = all meet it. */
  setMatching(ids: ReadonlySet<number> | null): void {
    this.view.setJudge(ids ? (properties) => ids.has(Number(properties.$id)) : null);
  }

  setSelected(id: number | null): void {
    this.view.select(id === null ? [] : [id]);
  }

  setHovered(id: number | null): void {
    this.view.hover(id);
  }

  setHome(bbox: Bbox): void {
    this.view.setHome(bbox);
    if (this.placed) return;
    this.placed = true;
    requestAnimationFrame(() => {
      if (!this.awaited) this.goHome();
    });
  }

  goHome(): void {
    this.view.goHome();
  }

  /** Go to a site that is out of sight, no closer than needed to recognise what lies around it. */
  bringIntoView(bbox: Bbox): void {
    const [west, south, east, north] = this.view.bbox;
    const inside = bbox[0] > west && bbox[1] > south && bbox[2] < east && bbox[3] < north;
    if (!inside) this.lookAt(bbox);
  }

  /** Go to where the sites lie that meet a wish. */
  lookAtAll(bbox: Bbox): void {
    this.lookAt(bbox, 0.12);
  }

  /** Go to a site; a map that has no size yet (behind an open sheet) goes there when it gets one. */
  lookAt(bbox: Bbox, rim = 0.3): void {
    this.placed = true;
    this.view.ol.updateSize();
    const [width = 0, height = 0] = this.view.ol.getSize() ?? [];
    this.awaited = width > 0 ? null : bbox;
    if (this.awaited) return;
    this.view.goToBbox(bbox, Math.min(140, rim * Math.min(width, height)), 15.5);
  }

  zoomBy(step: number): void {
    this.view.zoomBy(step);
  }

  /** Where a box lies in the map's element, in CSS pixels; null when its middle is out of sight. */
  pixelsOf([west, south, east, north]: Bbox): { left: number; top: number; right: number; bottom: number } | null {
    const first = this.view.ol.getPixelFromCoordinate(fromLonLat([west, north]));
    const last = this.view.ol.getPixelFromCoordinate(fromLonLat([east, south]));
    if (!first || !last) return null;
    const [left = 0, top = 0] = first;
    const [right = 0, bottom = 0] = last;
    const [width = 0, height = 0] = this.view.ol.getSize() ?? [];
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return x < 0 || y < 0 || x > width || y > height ? null : { left, top, right, bottom };
  }

  /** The element has another size. */
  resized(): void {
    this.view.ol.updateSize();
    if (this.awaited) this.lookAt(this.awaited);
  }

  dispose(): void {
    this.view.dispose();
  }
}
