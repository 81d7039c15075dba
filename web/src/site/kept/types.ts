import type { SiteKind } from "../types";

/** A site on a list; `withdrawn` = no longer published, told as it was on the day it was put there. */
export interface KeptSite {
  id: number;
  place: number;
  added_on: string;
  kind: SiteKind | null;
  plot_no: string | null;
  title_zh: string | null;
  title_en: string | null;
  park_name_zh: string | null;
  park_name_en: string | null;
  area_m2: number | null;
  state: "published" | "withdrawn";
  supply: string | null;
  start_price_wan_per_mu: number | null;
  delivery_on: string | null;
  floor_area_m2: number | null;
  rent_yuan_per_m2_month: number | null;
  sale_yuan: number | null;
}

/** `key` opened the list; `share_key` may be passed on and only reads. */
export interface Shortlist {
  as_of: string;
  title: string;
  version: number;
  is_own: boolean;
  key: string;
  share_key: string;
  kept_days: number;
  sites: KeptSite[];
}

export interface ComparedRow {
  key: string;
  group_zh: string;
  group_en: string;
  label_zh: string;
  label_en: string;
  cells_zh: string[];
  cells_en: string[];
  differs: boolean;
  leading: number[];
}

export interface ComparedSite {
  id: number;
  kind: SiteKind;
  plot_no: string;
  title_zh: string | null;
  title_en: string | null;
  park_name_zh: string;
  park_name_en: string;
  supply: string;
}

export interface Comparison {
  as_of: string;
  missing: number[];
  sites: ComparedSite[];
  rows: ComparedRow[];
}
