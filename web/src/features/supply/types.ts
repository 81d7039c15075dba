import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

export interface PipelineRow {
  listing_id: number | null;
  plan_item_id: number | null;
  listing_no: string | null;
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  method: string;
  term_kind: string | null;
  term_years: number | null;
  start_price_yuan: number | null;
  deposit_yuan: number | null;
  announced_on: string | null;
  applications_from: string | null;
  applications_until: string | null;
  opens_on: string | null;
  decided_from: string | null;
  industry_codes: string[];
  state: string;
  pipeline: string;
  year: number;
  planned_quarter: number | null;
  plan_title: string | null;
  area_m2: number;
  land_use_code: string | null;
  application_count: number;
  admitted: number;
  refused: number;
  allocation_id: number | null;
  decided_on: string | null;
  price_yuan: number | null;
  winner_name_zh: string | null;
  result_published_on: string | null;
  result_until: string | null;
  contract_id: number | null;
  contract_no: string | null;
  signed_on: string | null;
  ended_on: string | null;
  end_reason: string;
  reoffer_of: number | null;
  next_zh: string;
  next_en: string;
  next_on: string | null;
  days_left: number | null;
}

export interface PipelineColumn {
  column: string;
  count: number;
  area_m2: number;
}

export interface Pipeline {
  as_of: string;
  total: number;
  total_area_m2: number;
  columns: PipelineColumn[];
  years: number[];
  items: PipelineRow[];
}

export interface RuleEntry {
  code: string;
  value: string;
  unit: string;
  effective_from: string;
  basis: string;
  confirmed: boolean;
  note: string;
}

export interface ClockStep {
  key: string;
  label_zh: string;
  label_en: string;
  on: string | null;
  state: "done" | "due" | "late" | "ahead";
  why_zh: string;
  why_en: string;
  entry: RuleEntry | null;
}

export interface Requirement {
  indicator: string;
  direction: string;
  value: string;
  words_zh: string;
  words_en?: string;
  basis: string;
  confirmed: boolean;
}

export interface RankingStep {
  key: string;
  indicator: string | null;
  label_zh?: string;
}

export interface RankingRule {
  steps: RankingStep[];
  weights: Record<string, string>;
  cap: string;
  sentence_zh: string;
  sentence_en?: string;
}

export interface ComparedIndicator {
  indicator: string;
  direction: string;
  required_zh: string;
  required_en?: string;
  promised_zh: string;
  promised_en?: string;
  margin_zh: string | null;
  margin_en?: string | null;
  verdict: string;
  basis: string;
}

export interface Admission {
  as_of: string;
  passed: boolean;
  comparisons: ComparedIndicator[];
  findings: ShownFinding[];
  assessed_by_name: string;
}

export interface Application {
  id: number;
  number: number;
  party_id: number;
  party_name_zh: string;
  credit_code: string | null;
  project_name: string;
  industry_code: string;
  investment_yuan: number | null;
  output_yuan: number | null;
  tax_yuan: number | null;
  value_added_yuan: number | null;
  energy_tce: number | null;
  floor_area_m2: number | null;
  start_on: string | null;
  completion_on: string | null;
  production_on: string | null;
  bid_yuan: number | null;
  idle_answer: string;
  honesty_answer: string;
  note: string;
  received_at: string;
  received_by_name: string;
  state: string;
  withdrawn_on: string | null;
  promises: Record<string, string>;
  admission: Admission | null;
  evidence: EvidenceFile[];
}

export interface Place {
  application_id: number;
  number: number;
  party_name_zh: string;
  project_name: string;
  place: number | null;
  score: string | null;
  bid_yuan: string | null;
  tied_with: number[];
  why_zh: string;
  why_en?: string;
}

export interface Comparison {
  rows: {
    indicator: string;
    direction: string;
    required_zh: string;
    required_en: string;
    basis: string;
    cells: {
      application_id: number;
      promised_zh: string;
      promised_en: string;
      margin_zh: string | null;
      margin_en: string | null;
      verdict: string;
      message_zh: string | null;
      message_en: string | null;
    }[];
  }[];
  ranking: Place[];
  rule: RankingRule;
  findings: ShownFinding[];
  lots: { drawn_on: string; lots: Record<string, number>; witness: string } | null;
  tied: number[];
  winner_id: number | null;
}

export interface Allocation {
  id: number;
  application_id: number;
  application_number: number;
  party_name_zh: string;
  price_yuan: number;
  decided_on: string;
  minutes: string;
  chair: string;
  attendees: string;
  venue: string;
  contract_until: string | null;
  ranking: { rule: RankingRule; places: Place[] };
  decided_by_name: string;
  state: string;
  ended_on: string | null;
  end_reason: string;
  result: { published_on: string; until: string; media: string } | null;
  contract_no: string | null;
  evidence: EvidenceFile[];
}

export interface LandOrigin {
  measure_id: number;
  reuse_no: string;
  measure: string;
  origin: string;
  case_id: number | null;
  case_no: string | null;
  stage: string;
  since: string;
  released_m2: number | null;
}

export interface ListingSheet extends PipelineRow {
  lease_years: number | null;
  conditions_zh: string;
  contact_zh: string;
  contact_phone: string;
  ranking_rule: RankingRule;
  latest_start_on: string | null;
  latest_completion_on: string | null;
  latest_production_on: string | null;
  published_at: string | null;
  published_by_name: string | null;
  created_at: string;
  created_by_name: string;
  readiness: { id: number; as_of: string; passed: boolean; made_at: string; made_by_name: string } | null;
  evidence: EvidenceFile[];
  chain: { id: number; listing_no: string; state: string; announced_on: string | null; reoffer_of: number | null }[];
  /** The measures of reuse that released this land; empty for land supplied for the first time. */
  origins: LandOrigin[];
  plot: Record<string, string | number | null>;
  conditions: Record<string, string | null> | null;
  requirements: Requirement[];
  delivery_on: string | null;
  entries: RuleEntry[];
  findings: ShownFinding[];
  clock: ClockStep[];
  applications: Application[];
  comparison: Comparison | null;
  allocation: Allocation | null;
}

export interface ListingDefaults {
  listing_no: string;
  start_price_yuan: number | null;
  industry_codes: string[];
  contact_zh: string;
  contact_phone: string;
  announced_on: string;
  applications_from: string;
  applications_until: string;
  opens_on: string;
  decided_from: string;
  deposit_share_min: number;
  plan_item_id: number | null;
  requirements: Requirement[];
  conditions: Record<string, string | null> | null;
}

export interface SupplyPlan {
  id: number;
  year: number;
  title: string;
  document: string;
  approved_on: string | null;
  items: {
    id: number;
    plot_id: number;
    plot_no: string;
    park_code: string;
    planned_quarter: number;
    planned_method: string;
    area_m2: number;
    listing_no: string | null;
  }[];
}
