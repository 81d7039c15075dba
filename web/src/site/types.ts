/** The answers of /api/sites that the window reads. Areas in m², prices by name. */
import type { Bbox, Geometry } from "../api/types";

export interface Choice {
  value: string;
  label_zh: string;
  label_en: string;
  count: number;
}

export interface IndustryChoice extends Choice {
  cluster: string;
}

/** A further limit: the steps that the window offers, each with how many of the sites found reach it. */
export interface MeasureChoice extends Omit<Choice, "count"> {
  unit_zh: string;
  unit_en: string;
  at_least: boolean;
  steps: { step: number; count: number }[];
}

export interface Facets {
  kind: Choice[];
  measure: MeasureChoice[];
  park: Choice[];
  industry: IndustryChoice[];
  cluster: Choice[];
  area_band: (Choice & { from_mu: number | null; to_mu: number | null })[];
  utility: Choice[];
  supply: Choice[];
  sort: Omit<Choice, "count">[];
}

export type SiteLimit =
  | "industry"
  | "area"
  | "park"
  | "delivery"
  | "price"
  | "utility"
  | "supply"
  | "kind"
  | "far"
  | "capacity"
  | "distance"
  | "building";

export const siteKinds = ["plot", "workshop", "transfer", "expansion"] as const;
export type SiteKind = (typeof siteKinds)[number];
/** The states of a plot that are public. */
export const publicSupply = ["on_offer", "announced"] as const;
/** Utilities in the order in which 三通、五通、七通 count them. */
export const utilityOrder = ["road", "water", "power", "drainage", "telecom", "gas", "heat", "levelled"] as const;
export type UtilityName = (typeof utilityOrder)[number];

export interface RoadPiece {
  width_m: number | null;
  path: Geometry;
}

export interface Prices {
  start_price_yuan_per_m2: number | null;
  start_price_wan_per_mu: number | null;
  start_price_wan_per_ha: number | null;
  start_total_yuan: number | null;
}

export interface SiteItem extends Prices {
  id: number;
  kind: SiteKind;
  plot_no: string;
  title_zh: string;
  title_en: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  supply: string;
  servicing: string;
  area_m2: number;
  floor_area_m2: number | null;
  rent_yuan_per_m2_month: number | null;
  clear_height_m: number | null;
  floor_load_t_m2: number | null;
  far_min: number | null;
  far_max: number | null;
  land_use_code: string | null;
  land_use_name_zh: string | null;
  land_use_name_en: string | null;
  industry_codes: string[];
  delivery_on: string | null;
  summary_zh: string;
  summary_en: string;
  utilities: string[];
  outline: Geometry;
  bbox: Bbox;
  roads: RoadPiece[];
}

export interface SiteList {
  as_of: string;
  total: number;
  total_area_m2: number;
  /** Sites published on that day, whatever the wish. */
  published: number;
  /** All that meet the wish, in order. */
  ids: number[];
  /** How many there are when this one limit is dropped. */
  without: Record<SiteLimit, number>;
  facets: Facets;
  items: SiteItem[];
}

interface Named {
  name_zh: string;
  name_en: string;
}

export interface IndustryName extends Named {
  code: string;
  edition: string;
  is_leading: boolean | null;
}

export interface SheetUtility {
  utility: string;
  status: string;
  capacity: number | null;
  unit: string | null;
  source: string;
  observed_on: string;
}

export interface SheetConditions {
  far_min: number | null;
  far_max: number | null;
  building_coefficient_min: number | null;
  building_coefficient_max: number | null;
  green_ratio_min: number | null;
  green_ratio_max: number | null;
  height_min_m: number | null;
  height_max_m: number | null;
  document_no: string | null;
  source: string;
  since: string;
}

export interface Neighbour {
  id: number;
  plot_no: string;
  park_code: string;
  supply: string;
  area_m2: number;
  distance_m: number;
  outline: Geometry;
}

export interface SheetRoad extends Named {
  which: "main" | "nearest";
  grade: string;
  width_m: number | null;
  distance_m: number;
}

export interface SheetOffer extends Prices {
  delivery_on: string | null;
  contact_zh: string;
  contact_en: string;
  contact_phone: string;
  summary_zh: string;
  summary_en: string;
  source: string;
  since: string;
}

export interface SheetListing {
  listing_no: string;
  method: string;
  term_kind: string;
  term_years: number;
  lease_years: number | null;
  start_price_yuan: number;
  deposit_yuan: number | null;
  announced_on: string;
  applications_from: string;
  applications_until: string;
  opens_on: string;
  decided_from: string;
  latest_start_on: string | null;
  latest_completion_on: string | null;
  latest_production_on: string | null;
  conditions_zh: string;
  contact_zh: string;
  contact_phone: string;
  ranking_zh: string | null;
  state: "published" | "closed" | "settled";
  requirements: {
    indicator: string;
    label_zh: string;
    label_en: string;
    words_zh: string;
    words_en: string;
    due_zh: string;
    due_en: string;
    basis: string;
  }[];
}

export interface SheetDistance extends Named {
  kind: string;
  distance_m: number;
  method: "road" | "straight";
  /** At the speed of the rulebook; null for a straight line. */
  minutes: number | null;
  source: string;
  since: string;
}

export interface SheetAssessment {
  kind: string;
  title: string;
  document_no: string;
  approved_on: string;
  until: string | null;
}

/** Who sells to or buys from the site's industries; no name where nobody agreed to be named. */
export interface SheetChain {
  side: "sells" | "buys";
  goods_zh: string;
  goods_en: string;
  source: string;
  industry_code: string;
  industry_zh: string;
  industry_en: string;
  name_zh: string | null;
  name_en: string | null;
  makes_zh: string | null;
  makes_en: string | null;
  needs_zh: string | null;
  needs_en: string | null;
  park_code: string | null;
  in_same_park: boolean | null;
}

export interface SheetPhoto {
  id: number;
  caption_zh: string;
  caption_en: string;
  taken_on: string;
}

export interface SheetPremises {
  title_zh: string;
  title_en: string;
  floor_area_m2: number | null;
  far_max: number | null;
  room_measured_on: string | null;
  storeys: number | null;
  clear_height_m: number | null;
  floor_load_t_m2: number | null;
  crane_t: number | null;
  rent_yuan_per_m2_month: number | null;
  sale_yuan: number | null;
  lease_months_min: number | null;
  lease_months_max: number | null;
  paid_every_months: number | null;
  deposit_yuan: number | null;
  obligations_zh: string;
  obligations_en: string;
  observed_on: string;
  source: string;
}

export interface SiteSheet {
  as_of: string;
  id: number;
  kind: SiteKind;
  plot_no: string;
  supply: string;
  servicing: string;
  published_since: string | null;
  /** The land had another use before and was put into supply again. */
  is_reused_land: boolean;
  address: string | null;
  area: {
    m2: number;
    mu: number;
    ha: number;
    basis: "surveyed" | "planar" | "told";
    planar_epsg: number | null;
    since: string;
  };
  land_use_scheme: string | null;
  land_use_code: string | null;
  land_use_name_zh: string | null;
  land_use_name_en: string | null;
  park: Named & {
    code: string;
    operator_zh: string;
    operator_en: string;
    purpose_zh: string;
    purpose_en: string;
    industries: IndustryName[];
    residents: (Named & { source: string })[];
  };
  offer: SheetOffer | null;
  listing: SheetListing | null;
  industries: IndustryName[];
  conditions: SheetConditions | null;
  utilities: SheetUtility[];
  roads: SheetRoad[];
  neighbours: Neighbour[];
  geometry: Geometry;
  bbox: Bbox;
  road_lines: (RoadPiece & Named)[] | null;
  premises: SheetPremises | null;
  distances: SheetDistance[];
  assessments: SheetAssessment[];
  chain: SheetChain[];
  photos: SheetPhoto[];
}
