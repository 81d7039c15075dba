import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

export interface YearRow {
  year: number;
  figures: number;
  above_size: number;
  missing: number;
  scheme_version: number | null;
  run_no: number | null;
}

export interface LandPart {
  plot_id: number | null;
  plot_no: string | null;
  kind: string;
  area_m2: number;
}

/** Amounts in yuan, tce, kWh, tonnes, persons; null = not told. */
export const amountNames = [
  "tax_yuan",
  "value_added_yuan",
  "output_yuan",
  "revenue_yuan",
  "fixed_investment_yuan",
  "rd_yuan",
  "staff",
  "energy_tce",
  "electricity_kwh",
  "emission_t",
] as const;
export type AmountName = (typeof amountNames)[number];
export type Amounts = Record<AmountName, number | null>;

export interface Figures extends Amounts {
  id: number;
  party_id: number;
  park_id: number;
  year: number;
  party_name_zh: string;
  party_name_en: string;
  credit_code: string | null;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  segment: "above" | "below";
  started_on: string | null;
  land_m2: number | null;
  land: LandPart[];
  source: string;
  recorded_at: string;
  recorded_by_name: string;
}

export interface MissingFigures {
  party_id: number;
  party_name_zh: string;
  credit_code: string | null;
  park_code: string;
  park_name_zh: string;
}

export interface FigureList {
  year: number;
  items: Figures[];
  missing: MissingFigures[];
}

export interface FigureVersion extends Amounts {
  id: number;
  segment: string;
  started_on: string | null;
  land_m2: number | null;
  source: string;
  reason: string;
  recorded_at: string;
  replaced_at: string | null;
  recorded_by_name: string;
  evidence: EvidenceFile[];
}

export interface ImportHead {
  id: number;
  year: number;
  park_code: string | null;
  evidence_id: number;
  sha256: string;
  file_name: string;
  state: "checked" | "accepted" | "rejected";
  replaces_id: number | null;
  received_at: string;
  received_by_name: string;
  accepted_rows: number | null;
  reason: string;
  row_count: number;
}

export interface ImportRow {
  row_no: number;
  party_name: string;
  credit_code: string;
  park: string;
  segment: string | null;
  amounts: Record<string, string | null>;
  land: Record<string, string>;
  is_sound: boolean;
  findings: ShownFinding[];
}

export interface ImportSheet extends ImportHead {
  columns: { header: string; field: string; label_zh: string; unit: string }[];
  findings: ShownFinding[];
  rows: ImportRow[];
  sound: number;
  faulty: number;
}

export interface Contribution {
  criterion: string;
  weight: string;
  reference: string;
  value: string | null;
  points: string | null;
  note: string | null;
  missing: string[];
}

export interface Result {
  segment: "above" | "below";
  status: "graded" | "exempt" | "unscored" | "out_of_scope";
  score: number | null;
  rank: number | null;
  ranked_of: number | null;
  is_tied: boolean;
  grade: string | null;
  reason_zh: string;
  land_m2: number | null;
  contributions: Contribution[];
  party_id: number;
  park_id: number;
  party_name_zh: string;
  park_code: string;
}

export interface PreviewRow extends Result {
  grade_before: string | null;
  rank_before: number | null;
}

export interface LeagueRow extends Result {
  id: number;
  run_id: number;
  year: number;
  party_name_en: string;
  credit_code: string | null;
  park_name_zh: string;
  park_name_en: string;
  given_grade: string | null;
  upheld_appeal_id: number | null;
  has_open_appeal: boolean;
  plot_id: number | null;
}

export interface Run {
  id: number;
  year: number;
  run_no: number;
  scheme_id: number;
  scheme_version: number;
  scheme_title_zh: string;
  scheme_confirmed: boolean;
  fixed_on: string;
  algorithm: string;
  inputs_sha256: string;
  note: string;
  counts: Record<string, number>;
  is_newest: boolean;
  recorded_by_name: string;
}

export interface League {
  year: number;
  run: Run | null;
  runs: Run[];
  rows: LeagueRow[];
}

export interface Verification {
  same_algorithm: boolean;
  same_inputs: boolean;
  inputs_sha256: string;
  results: number;
  differing: number[];
}

export interface CriterionBody {
  segment: "above" | "below";
  criterion: string;
  weight: string;
  reference: string;
  cap: string | null;
  reference_basis: string;
  reference_confirmed: boolean;
}

export interface Scheme {
  id: number;
  year: number;
  version_no: number;
  title_zh: string;
  basis: string;
  confirmed: boolean;
  share_a: number;
  share_b: number;
  share_c: number;
  note: string;
  criteria: CriterionBody[];
  runs: number;
  recorded_at: string;
  recorded_by_name: string;
}

export interface CriterionWord {
  criterion: string;
  unit_zh: string;
  unit_en: string;
  formula_zh: string;
  formula_en: string;
}

export interface Preset {
  code: string;
  title_zh: string;
  basis: string;
  share_a: string;
  share_b: string;
  share_c: string;
  criteria: { segment: "above" | "below"; criterion: string; weight: string; reference: string }[];
}

export interface SchemeSheet {
  schemes: Scheme[];
  criteria: CriterionWord[];
  presets: Preset[];
  averages: { segment: string; criterion: string; reference: string; unit_zh: string }[];
}

export interface Exemption {
  id: number;
  party_id: number;
  party_name_zh: string;
  park_code: string;
  park_name_zh: string;
  kind: string;
  reason_zh: string;
  document: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface Appeal {
  id: number;
  result_id: number;
  year: number;
  party_name_zh: string;
  party_name_en: string;
  park_code: string;
  park_name_zh: string;
  segment: string;
  given_grade: string;
  score: number;
  rank: number;
  ranked_of: number;
  received_on: string;
  grounds_zh: string;
  wanted_grade: string | null;
  reply_workdays: number;
  reply_due_on: string;
  state: "open" | "upheld" | "rejected" | "withdrawn";
  days_left: number | null;
  is_overdue: boolean;
  replied_late: boolean;
  decided_on: string | null;
  reply_zh: string | null;
  new_grade: string | null;
  evidence: EvidenceFile[];
  decision_evidence: EvidenceFile[];
}

export interface LowRow {
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  party_name_zh: string | null;
  party_name_en: string | null;
  area_m2: number;
  grade: string | null;
  taxes: { year: number; tax_wan_per_mu: number | null }[];
  far_built: number | null;
  far_agreed: number | null;
  state: "candidate" | "listed" | "dismissed" | "closed" | null;
  reasons: ShownFinding[];
  unknown: ShownFinding[];
  suggested_kind: string | null;
  suggested_ways: string[];
  kind: string | null;
  way: string | null;
  disposed_m2: number;
  left_m2: number;
  progress_zh: string | null;
  reason_zh: string | null;
  document: string | null;
  entry_since: string | null;
  recorded_by_name: string | null;
}

export interface RoomRow {
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  party_name_zh: string | null;
  party_name_en: string | null;
  area_m2: number;
  far_max: number | null;
  far_source: string | null;
  floor_area_m2: number | null;
  footprint_m2: number | null;
  measured_on: string | null;
  built_source: string | null;
  allowed_m2: number | null;
  room_m2: number | null;
  open_land_m2: number | null;
  state: string;
}

export interface RoomList {
  room_m2: number;
  known: number;
  unknown: number;
  items: RoomRow[];
}

export interface FourRow {
  enterprises: number;
  above_size: number;
  untold_land: number;
  land_m2: number | null;
  above_land_m2: number | null;
  tax_yuan: number | null;
  value_added_above_yuan: number | null;
  fixed_investment_yuan: number | null;
  floor_area_m2: number | null;
  built_land_m2: number | null;
  built_plots: number;
  measured_plots: number;
  tax_wan_per_mu: number | null;
  value_added_wan_per_mu: number | null;
  investment_wan_per_mu: number | null;
  floor_area_ratio: number | null;
}

export interface FourPark extends FourRow {
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
}

export type FourName = "tax_wan_per_mu" | "value_added_wan_per_mu" | "investment_wan_per_mu" | "floor_area_ratio";

export interface FourAnswer {
  year: number;
  parks: FourPark[];
  total: FourRow;
  definitions: { name: FourName; label_zh: string; label_en: string; definition_zh: string; definition_en: string }[];
  basis: string;
}

export interface IdleCost {
  yuan_per_month: number;
  is_complete: boolean;
  parts: {
    term: string;
    label_zh: string;
    label_en: string;
    yuan: number | null;
    formula_zh: string;
    source_zh: string;
  }[];
  findings: ShownFinding[];
  basis: string;
}

export interface PlotSheet {
  figures: Figures[];
  results: LeagueRow[];
  room: RoomRow | null;
  low_efficiency: LowRow | null;
}
