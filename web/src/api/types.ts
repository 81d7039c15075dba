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
  fix_en?: string | null;
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

export type LegendClass = contract.ClassAnswer;
export type LayerField = contract.LayerField;
/** What /api/layers tells about one layer; everything the map and the legend need. */
export type LayerDefinition = contract.LayerAnswer;
export type LayerCounts = contract.CountedLegend;

export type ParkStatistics = contract.Statistics;
