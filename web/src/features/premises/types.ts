import type { Finding } from "../../api/types";

export type Kind = "workshop" | "transfer" | "expansion";

/** What an officer enters of premises; null = not known. */
export interface Terms {
  is_published: boolean;
  title_zh: string;
  title_en: string;
  land_area_m2: number | null;
  floor_area_m2: number | null;
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
  available_on: string | null;
  industry_codes: string[];
  contact_zh: string;
  contact_en: string;
  contact_phone: string;
  summary_zh: string;
  summary_en: string;
  consent: string;
  source: string;
  observed_on: string;
}

export interface PremisesRow extends Terms {
  id: number;
  kind: Kind;
  plot_id: number;
  plot_no: string | null;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  holder_name: string | null;
  room_m2: number | null;
  recorded_by_name: string;
  valid_from: string;
  valid_to: string | null;
  photo_count: number;
  findings: Finding[];
}

export interface Destination {
  id: number;
  kind: string;
  name_zh: string;
  name_en: string;
  lon: number;
  lat: number;
  source: string;
  valid_from: string;
}

export interface ChainLink {
  id: number;
  supplier_code: string;
  supplier_zh: string | null;
  supplier_en: string | null;
  buyer_code: string;
  buyer_zh: string | null;
  buyer_en: string | null;
  goods_zh: string;
  goods_en: string;
  source: string;
  valid_from: string;
}

export interface ChainMember {
  id: number;
  park_code: string;
  park_zh: string;
  park_en: string;
  name_zh: string;
  name_en: string;
  industry_code: string;
  makes_zh: string;
  makes_en: string;
  needs_zh: string;
  needs_en: string;
  consent: string;
  source: string;
  valid_from: string;
}

export interface Context {
  geometry_grid_m: number;
  destinations: Destination[];
  links: ChainLink[];
  members: ChainMember[];
  industries: { code: string; name_zh: string; name_en: string }[];
}

export interface Run {
  id: number;
  as_of: string;
  algorithm: string;
  requirement: Record<string, unknown>;
  total: number;
  site_count: number;
  first_three: number[];
  first_scores: number[];
  ranking_sha256: string;
  first_asked_at: string;
  last_asked_at: string | null;
  asked: number;
}

export interface RunList {
  total: number;
  asked: number;
  items: Run[];
}
