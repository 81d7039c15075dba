import type { PatternTile } from "../symbols/patterns";

/** The shapes of the server's answers that the screens read. Areas in m², money in yuan, lon/lat in CGCS2000 (EPSG:4490). */

export type Bbox = [west: number, south: number, east: number, north: number];
export type LonLat = [lon: number, lat: number];

export interface Finding {
  code: string;
  severity: "error" | "warning" | "info";
  message_zh: string;
  message_en?: string | null;
  fix_zh?: string | null;
  measured?: unknown;
  required?: unknown;
  basis?: string | null;
  geometry?: Geometry | null;
}

export type Geometry =
  | { type: "Point"; coordinates: number[] }
  | { type: "LineString"; coordinates: number[][] }
  | { type: "MultiLineString"; coordinates: number[][][] }
  | { type: "MultiPoint"; coordinates: number[][] }
  | { type: "Polygon"; coordinates: number[][][] }
  | { type: "MultiPolygon"; coordinates: number[][][][] }
  | { type: "GeometryCollection"; geometries: Geometry[] };

export interface Feature<P = Record<string, unknown>> {
  type: "Feature";
  id?: number | string;
  geometry: Geometry | null;
  properties: P;
}

export interface FeatureCollection<P = Record<string, unknown>> {
  type: "FeatureCollection";
  features: Feature<P>[];
  numberMatched?: number;
  numberReturned?: number;
}

export interface User {
  id: number;
  username: string;
  display_name: string;
  role: string;
  role_zh: string;
  role_en: string;
  must_change_password: boolean;
  /** null = all parks. */
  park_codes: string[] | null;
}

export interface Session {
  signed_in: boolean;
  user: User | null;
  csrf: string | null;
  permissions: string[];
}

export interface Basemap {
  kind: "none" | "xyz" | "tianditu";
  url?: string | null;
  attribution?: string | null;
  tianditu_key?: string | null;
}

export interface Zone {
  code: string;
  name_zh: string;
  name_en: string;
  is_demo: boolean;
  notice_zh: string;
  notice_en: string;
  today: string;
  planar_epsg: number;
  bbox4490: Bbox | null;
  basemap: Basemap;
}

export interface Industry {
  code: string;
  name_zh: string;
  name_en: string;
  is_leading?: boolean;
}

export interface Park {
  code: string;
  name_zh: string;
  name_en: string;
  operator_zh?: string | null;
  operator_en?: string | null;
  purpose_zh?: string | null;
  purpose_en?: string | null;
  area_planar_m2: number | null;
  area_ellipsoidal_m2?: number | null;
  boundary_source?: string | null;
  boundary_valid_from?: string | null;
  plot_count: number;
  plot_area_m2: number;
  bbox: Bbox | null;
  industries: Industry[];
  residents: { name_zh: string; name_en?: string | null }[];
}

/** One row of the plot list. */
export interface PlotRow {
  id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en?: string;
  stage: string;
  land_control: string;
  servicing: string;
  supply: string;
  development: string;
  compliance: string;
  land_use_scheme?: string | null;
  land_use_code: string | null;
  land_use_name_zh: string | null;
  land_use_name_en?: string | null;
  area_m2: number;
  holder_name_zh?: string | null;
  holder_name_en?: string | null;
  /** Published: an investor sees it. */
  is_public?: boolean;
  /** The day from which the shown state holds. */
  changed_on?: string | null;
  centroid: LonLat;
  bbox: Bbox;
}

export interface PlotPage {
  as_of: string;
  total: number;
  total_area_m2: number;
  items: PlotRow[];
}

export interface LegendClass {
  value: string;
  label_zh: string;
  label_en: string;
  /** #RRGGBB */
  color: string;
  glyph?: string | null;
  pattern?: PatternTile | null;
  width?: number | null;
  dash?: number[] | null;
}

export interface LayerField {
  name: string;
  label_zh: string;
  label_en: string;
  unit?: "m2" | "m" | "yuan" | "ratio" | "count" | "date" | null;
  /** Name of the vocabulary that labels the values, e.g. "land.Stage". */
  terms?: string | null;
  /** Its words: value → label. */
  values?: Record<string, { zh: string; en: string }> | null;
}

export interface LayerLegend {
  /** Field whose value decides the class; null = all features look alike. */
  by: string | null;
  /** Field summed per class. */
  measure?: string | null;
  /** Strength of the fill 0–1; 0 = outline only. */
  opacity: number;
  outline?: string | null;
  outline_width?: number | null;
  classes: LegendClass[];
}

/** What /api/layers tells about one layer; everything the map and the legend need. */
export interface LayerDefinition {
  id: string;
  title_zh: string;
  title_en: string;
  about_zh?: string;
  about_en?: string;
  group: string;
  group_title_zh: string;
  group_title_en: string;
  /** Bottom to top over all groups. */
  draw_order: number;
  geometry: "polygon" | "line" | "point";
  minzoom: number;
  detail_zoom?: number;
  visible: boolean;
  /** Its rows are kept with what was known when, so that it can be asked of earlier knowledge. */
  known?: boolean;
  /** It shows what lies between two days. */
  compares?: boolean;
  /** The layer whose features open a dossier. */
  main: boolean;
  label?: string | null;
  label_zoom?: number;
  attribution_zh?: string;
  attribution_en?: string;
  fields: LayerField[];
  legend: LayerLegend;
  popup?: { title: string; fields: string[] } | null;
}

/** Counts of one layer by class; a class of value null holds what no class covers. */
export interface LayerCounts {
  as_of: string;
  unit: LayerField["unit"];
  total_count: number;
  total_measure: number | null;
  classes: {
    value: string | null;
    label_zh: string;
    label_en: string;
    color: string | null;
    count: number;
    measure: number | null;
  }[];
}

/** Plots and m² by park and stage: the figures behind statistics and the legend of plots. */
export interface ParkStatistics {
  as_of: string;
  rows: { park_code: string; park_name_zh: string; stage: string; plot_count: number; area_m2: number }[];
  total_count: number;
  total_area_m2: number;
}
