import type { Page } from "../../api/paged-rows";
import type { Bbox, Finding, Geometry } from "../../api/types";
import type { EvidenceFile } from "../../app/evidence-field";

export const stockClasses = [
  "not_approved",
  "approved_unsupplied",
  "supplied_unused",
  "partly_used",
  "built_idle",
  "below_promise",
  "in_good_use",
  "not_for_supply",
  "unclassified",
] as const;
export type StockClass = (typeof stockClasses)[number];

export interface Patch {
  id: number;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  plot_id: number | null;
  plot_no: string | null;
  part_no: number | null;
  origin: "plot" | "part" | "ground" | "undrawn";
  stock_class: StockClass;
  detail: string;
  proposed_class: StockClass;
  is_decided: boolean;
  compliance: string;
  land_use_code: string | null;
  label_zh: string;
  reason_zh: string;
  reason_en: string;
  area_m2: number;
  since: string;
  bbox: Bbox;
}

export interface PatchPage extends Page<Patch> {
  as_of: string;
  area_m2: number;
}

export interface ClassSum {
  stock_class: StockClass;
  patch_count: number;
  area_m2: number;
}

export interface Ladder {
  as_of: string;
  parks: {
    park_code: string;
    park_name_zh: string;
    park_name_en: string;
    classes: ClassSum[];
    patch_count: number;
    area_m2: number;
  }[];
  totals: ClassSum[];
  details: (ClassSum & { detail: string })[];
  is_stale: boolean;
  patch_count: number;
  area_m2: number;
}

export interface ParkIdentity {
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  park_m2: number;
  patch_m2: number;
  patch_count: number;
  gap_m2: number;
  overlap_m2: number;
  unclassified_m2: number;
  is_stale: boolean;
  refreshed_at: string | null;
  passes: boolean;
  findings: (Finding & { geometry?: (Geometry & { bbox?: Bbox; patch_id?: number }) | null })[];
}

export interface Identity {
  as_of: string;
  passes: boolean;
  tolerance_m2: number;
  parks: ParkIdentity[];
}

export interface Rate {
  key: string;
  value: number | null;
  numerator_m2: number;
  denominator_m2: number;
  numerator_zh: string;
  denominator_zh: string;
  definition_zh: string;
  numerator_en: string;
  denominator_en: string;
  definition_en: string;
  basis: string;
  confirmed: boolean;
  limit: number | null;
  is_short: boolean;
}

export interface Definition {
  id: number;
  stock_class: StockClass;
  definition_zh: string;
  definition_en: string;
  land_use_codes: string[];
  basis: string;
  confirmed: boolean;
  recorded_by_name: string;
  effective_from: string;
  effective_to: string | null;
  holds: boolean;
}

export interface PatchSheet extends Patch {
  as_of: string;
  basis: string;
  inputs: Record<string, unknown> & {
    confirmed?: boolean;
    supplied?: Record<string, string | boolean>;
    developed?: { due_m2: string; developed_m2: string; share_min: string };
    missed?: { label_zh: string; due_on: string; is_broken: boolean }[];
  };
  geometry: Geometry;
  definition: Definition | null;
  history: {
    id: number;
    since: string;
    until: string | null;
    stock_class: StockClass;
    detail: string;
    reason_zh: string;
    reason_en: string;
    area_m2: number;
  }[];
}

export interface Part {
  id: number;
  part_no: number;
  name_zh: string;
  use: string;
  stock_class: StockClass | null;
  reason: string;
  recorded_by_name: string;
  valid_from: string;
  area_m2: number;
  geometry: Geometry;
}

export interface PlotStock {
  plot_id: number;
  as_of: string;
  area_m2: number;
  seen: string;
  items: Patch[];
  parts: Part[];
  is_stale: boolean;
}

export interface CutPreview {
  plot_id: number;
  part_no: number | null;
  seen: string;
  pieces: { geometry: Geometry; area_m2: number }[];
}

export interface Figures {
  line: string;
  opening_m2: number;
  came_m2: number;
  extended_m2: number;
  reused_m2: number;
  recovered_m2: number;
  annulled_m2: number;
  went_m2: number;
  closing_m2: number;
}

export interface Report {
  id: number;
  sequence: number;
  reason: string;
  frozen_on: string;
  frozen_by_name: string;
  sha256: string;
  is_intact: boolean;
  figures: Figures[];
}

export interface Month {
  month: string;
  until: string;
  is_complete: boolean;
  now: Figures[];
  reports: Report[];
  deviations: { park_code: string; line: string; frozen_m2: number; now_m2: number; difference_m2: number }[];
}

export interface Months {
  as_of: string;
  park_code: string | null;
  lines: string[];
  months: Month[];
}

export interface Move {
  park_code: string;
  plot_id: number | null;
  plot_no: string | null;
  from_class: StockClass | null;
  to_class: StockClass | null;
  area_m2: number;
}

export interface MonthSheet {
  month: string;
  until: string;
  moves: Move[];
}

export interface Approval {
  id: number;
  kind: string;
  approval_no: string;
  title: string;
  authority: string;
  approved_on: string;
  valid_to: string | null;
  holds: boolean;
  area_m2: number;
  drawn_m2: number | null;
  supplied_m2: number;
  public_m2: number;
  parks: string[] | null;
  remark: string;
  recorded_by_name: string;
  bbox: Bbox;
  findings: Finding[];
}

export interface ApprovalSheet extends Approval {
  geometry: Geometry;
  evidence: EvidenceFile[];
}
