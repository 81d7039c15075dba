import { isIsoDate } from "../locale/date";
import type { Language } from "../locale/language";
import type { AreaUnit } from "../locale/units";

/** Where the map looks: centre in lon/lat and the (fractional) zoom of the 3857 tile grid. */
export interface MapPlace {
  lon: number;
  lat: number;
  zoom: number;
}

/** One layer that is switched on, with its opacity in percent. */
export interface LayerChoice {
  id: string;
  opacity: number;
}

/** The parts of a filter that let several values through. */
export const facets = ["park", "stage", "land_use", "supply", "development"] as const;
export type FacetName = (typeof facets)[number];

/** The filter shared by ledger, statistics, export and map; names are those of /api/plots. */
export interface PlotFilters extends Record<FacetName, string[]> {
  q: string;
  area_min: number | null;
  area_max: number | null;
  /** Only what the map shows at the moment; the box itself is not part of the address. */
  in_view: boolean;
}

/** How two moments stand on the map: parted by a line, next to each other, or only the later one. */
export type CompareView = "swipe" | "side" | "off";

/** The moment that the map and the list of changes are compared with. */
export interface CompareChoice {
  /** null = today. */
  asOf: string | null;
  /** null = what is known now. */
  knownOn: string | null;
  view: CompareView;
}

export interface UrlState {
  desk: string;
  place: MapPlace | null;
  /** null = the layers that are on by default. */
  layers: LayerChoice[] | null;
  selected: number[];
  /** null = today. */
  asOf: string | null;
  /** What was known on this day; null = what is known now. */
  knownOn: string | null;
  compare: CompareChoice | null;
  filters: PlotFilters;
  language: Language;
  unit: AreaUnit;
  /** Parameters owned by features (a tab, a survey number). Names start with the feature's own letter sequence and a dot-free word. */
  extra: Record<string, string>;
}

const chosen = (of: (name: FacetName) => string[]) =>
  Object.fromEntries(facets.map((name) => [name, of(name)])) as Record<FacetName, string[]>;

export const noFilters: PlotFilters = {
  ...chosen(() => []),
  q: "",
  area_min: null,
  area_max: null,
  in_view: false,
};

export const defaultDesk = "map";
const moments = ["asof", "known", "compare", "compare_known", "compare_as"];
const own = new Set(["at", "layers", "sel", ...moments, "lang", "unit", ...Object.keys(noFilters)]);

const list = (text: string | null): string[] => (text ? text.split(",").filter(Boolean) : []);

function quantity(text: string | null): number | null {
  const value = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

function placeFrom(text: string | null): MapPlace | null {
  const [lon, lat, zoom] = (text ?? "").split(",").map(Number);
  if (lon === undefined || lat === undefined || zoom === undefined) return null;
  if (![lon, lat, zoom].every(Number.isFinite)) return null;
  if (Math.abs(lon) > 180 || Math.abs(lat) > 85 || zoom < 0 || zoom > 24) return null;
  return { lon, lat, zoom };
}

function layersFrom(text: string | null): LayerChoice[] | null {
  if (text === null) return null;
  return list(text).map((entry) => {
    const [id = "", opacity] = entry.split(":");
    const percent = opacity === undefined ? 100 : Number(opacity);
    return { id, opacity: Number.isFinite(percent) ? Math.min(100, Math.max(0, Math.round(percent))) : 100 };
  });
}

const dayFrom = (text: string | null): string | null => (text && isIsoDate(text) ? text : null);

function compareFrom(query: URLSearchParams): CompareChoice | null {
  const day = query.get("compare");
  const view = query.get("compare_as");
  if (day !== "today" && !dayFrom(day)) return null;
  return {
    asOf: dayFrom(day),
    knownOn: dayFrom(query.get("compare_known")),
    view: view === "side" || view === "off" ? view : "swipe",
  };
}

/** Address → state. Anything unreadable is left at its default, so that an old or damaged link still opens. */
export function parseUrl(path: string, search: string): UrlState {
  const query = new URLSearchParams(search);
  const extra: Record<string, string> = {};
  for (const [name, value] of query) if (!own.has(name)) extra[name] = value;
  const unit = query.get("unit");
  return {
    desk:
      path
        .replace(/^\/desk/, "")
        .split("/")
        .find(Boolean) ?? defaultDesk,
    place: placeFrom(query.get("at")),
    layers: layersFrom(query.get("layers")),
    selected: list(query.get("sel"))
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0),
    asOf: dayFrom(query.get("asof")),
    knownOn: dayFrom(query.get("known")),
    compare: compareFrom(query),
    filters: {
      ...chosen((name) => list(query.get(name))),
      q: query.get("q") ?? "",
      area_min: quantity(query.get("area_min")),
      area_max: quantity(query.get("area_max")),
      in_view: query.get("in_view") === "1",
    },
    language: query.get("lang") === "en" ? "en" : "zh",
    unit: unit === "ha" || unit === "m2" ? unit : "mu",
    extra,
  };
}

/** State → address; defaults are left out so that a shared link stays short. */
export function formatUrl(state: UrlState): string {
  const parts: [string, string][] = [];
  const { place, layers, filters } = state;
  if (place) parts.push(["at", `${place.lon.toFixed(6)},${place.lat.toFixed(6)},${Number(place.zoom.toFixed(2))}`]);
  if (layers) parts.push(["layers", layers.map((l) => (l.opacity === 100 ? l.id : `${l.id}:${l.opacity}`)).join(",")]);
  if (state.selected.length) parts.push(["sel", state.selected.join(",")]);
  if (state.asOf) parts.push(["asof", state.asOf]);
  if (state.knownOn) parts.push(["known", state.knownOn]);
  if (state.compare) {
    parts.push(["compare", state.compare.asOf ?? "today"]);
    if (state.compare.knownOn) parts.push(["compare_known", state.compare.knownOn]);
    if (state.compare.view !== "swipe") parts.push(["compare_as", state.compare.view]);
  }
  for (const name of facets) {
    if (filters[name].length) parts.push([name, filters[name].join(",")]);
  }
  if (filters.q) parts.push(["q", filters.q]);
  if (filters.area_min !== null) parts.push(["area_min", String(filters.area_min)]);
  if (filters.area_max !== null) parts.push(["area_max", String(filters.area_max)]);
  if (filters.in_view) parts.push(["in_view", "1"]);
  if (state.language !== "zh") parts.push(["lang", state.language]);
  if (state.unit !== "mu") parts.push(["unit", state.unit]);
  for (const [name, value] of Object.entries(state.extra)) if (value !== "") parts.push([name, value]);
  const query = parts.map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`,
  );
  const path = state.desk === defaultDesk ? "/desk" : `/desk/${state.desk}`;
  return query.length ? `${path}?${query.join("&")}` : path;
}
