import type { PatternTile } from "../symbols/patterns";
import type * as contract from "./schema";

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

export type User = contract.SignedInUser;
export type Session = contract.SessionAnswer;
export type Basemap = contract.Basemap;
export type Zone = contract.ZoneAnswer;

export type Industry = contract.IndustryName;

export type Park = contract.ParkAnswer;
export type PlotRow = contract.PlotRow;
export type PlotPage = contract.PlotPage;

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

export type ParkStatistics = contract.Statistics;
