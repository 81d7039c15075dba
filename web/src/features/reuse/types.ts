import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

export interface Change {
  name: string;
  before: number | null;
  after: number | null;
  per_mu_before: number | null;
  per_mu_after: number | null;
  ratio: number | null;
}

export interface Measure {
  id: number;
  reuse_no: string;
  park_code: string;
  plot_id: number;
  plot_no: string | null;
  plot_area_m2: number | null;
  is_live: boolean | null;
  measure: string;
  road: "returned" | "transferred" | "in_place";
  origin: string;
  case_id: number | null;
  case_no: string | null;
  case_state: string | null;
  origin_note: string;
  title_zh: string;
  reason_zh: string;
  officer_name: string;
  stage: string;
  since: string;
  area_m2: number;
  is_whole: boolean;
  target_m2: number | null;
  target_investment_yuan: number | null;
  target_output_yuan: number | null;
  target_tax_yuan: number | null;
  release_by: string | null;
  reuse_by: string | null;
  released_m2: number | null;
  released_on: string | null;
  reused_on: string | null;
  next_due_on: string | null;
  days_left: number | null;
  is_overdue: boolean;
  is_soon: boolean;
  is_open: boolean;
  left_names_zh: string | null;
  came_names_zh: string | null;
  comparison: Change[];
  registered_by_name: string;
}

export interface MeasureList {
  items: Measure[];
  total: number;
  area_m2: number;
  released_m2: number;
  reused_m2: number;
  overdue: number;
  by_stage: Record<string, number>;
  by_measure: Record<string, number>;
  board: { measure: string; stage: string; count: number }[];
}

export interface Step {
  id: number;
  sequence: number;
  from_stage: string;
  stage: string;
  taken_on: string;
  released_m2: number | null;
  contract_no: string | null;
  reason: string;
  evidence: EvidenceFile[];
  actor_name: string;
  taken_back_reason: string | null;
  taken_back_by: string | null;
}

export interface Target {
  version_no: number;
  holds_from: string;
  release_m2: number | null;
  investment_yuan: number | null;
  output_yuan: number | null;
  tax_yuan: number | null;
  compensation_yuan: number | null;
  release_by: string | null;
  reuse_by: string | null;
  reason: string;
  actor_name: string;
}

export interface Milestone {
  id: number;
  kind: string;
  title_zh: string;
  state: string;
  due_on: string;
  done_on: string | null;
  days_left: number | null;
  late_days: number;
  moves: number;
  entries: {
    sequence: number;
    act: string;
    entered_on: string;
    due_on: string | null;
    done_on: string | null;
    reason: string;
    evidence: EvidenceFile[];
    actor_name: string;
  }[];
}

export interface MovedParty {
  id: number;
  direction: "left" | "came";
  party_id: number;
  name_zh: string;
  name_en: string;
  moved_on: string;
  area_m2: number | null;
  industry_zh: string;
  note: string;
  evidence: EvidenceFile[];
  actor_name: string;
  taken_back_reason: string | null;
  taken_back_by: string | null;
}

export interface Figures {
  id: number;
  side: "before" | "after";
  year: number;
  area_m2: number;
  floor_area_m2: number | null;
  investment_yuan: number | null;
  output_yuan: number | null;
  tax_yuan: number | null;
  value_added_yuan: number | null;
  staff: number | null;
  source: string;
  source_zh: string;
  evidence: EvidenceFile[];
  actor_name: string;
  taken_back_reason: string | null;
}

export interface Yearly {
  year: number;
  area_m2: number;
  tax_yuan: number | null;
  output_yuan: number | null;
  source_zh: string;
}

export type Rings = number[][][];
export interface Shape {
  type: string;
  coordinates: Rings[];
}

export interface Ground {
  plot: Shape;
  part: Shape | null;
  new_layout: Shape | null;
  plots: { plot_id: number; plot_no: string; area_m2: number; geometry: Shape }[];
}

export interface OpenStep {
  stage: string;
  needs_evidence: boolean;
  needs_reason: boolean;
  needs_area: boolean;
  needs_left: boolean;
  needs_came: boolean;
  needs_after: boolean;
}

export interface Sheet extends Measure {
  basis: string;
  basis_confirmed: boolean;
  note_zh: string;
  evidence: EvidenceFile[];
  steps: Step[];
  targets: Target[];
  parties: MovedParty[];
  figures: Figures[];
  milestones: Milestone[];
  yearly_figures: Yearly[];
  layout: Ground;
  open_steps: OpenStep[];
}

export interface Spec {
  measure: string;
  road: string;
  basis: string;
  confirmed: boolean;
  note_zh: string;
}

/** What a new measure on a plot starts from. */
export interface Start {
  plot_id: number;
  plot_no: string;
  park_code: string;
  area_m2: number;
  stage: string | null;
  holders: { party_id: number; name_zh: string; share: number }[];
  case_id: number | null;
  case_no: string | null;
  case_state: string | null;
  case_measure: string | null;
  running: { id: number; reuse_no: string; measure: string; stage: string }[];
  proposed_measure: string | null;
  proposed_origin: string;
  origin_note: string;
  measures: Spec[];
}

export interface UseStep {
  sequence: number;
  state: string;
  taken_on: string;
  until_on: string | null;
  restore_by: string | null;
  note: string;
  evidence: EvidenceFile[];
  actor_name: string;
}

export interface TemporaryUse {
  id: number;
  use_no: string;
  park_code: string;
  plot_id: number;
  plot_no: string | null;
  measure_id: number | null;
  reuse_no: string | null;
  user_name: string;
  purpose: string;
  purpose_zh: string;
  area_m2: number;
  arranged_on: string;
  starts_on: string;
  until_on: string;
  limit_on: string;
  state: string;
  since: string;
  restore_by: string | null;
  standing: string;
  due_on: string | null;
  days_left: number | null;
  rent_yuan_per_year: number | null;
  deposit_yuan: number | null;
  agreement_no: string;
  restoration_zh: string;
  officer_name: string;
  steps: UseStep[];
  finding: ShownFinding | null;
}

export interface UseList {
  items: TemporaryUse[];
  total: number;
  area_m2: number;
  by_standing: Record<string, number>;
}

export interface EncumbranceRow {
  id: number;
  plot_id: number;
  plot_no: string;
  park_code: string;
  holder_names_zh: string | null;
  kind: string;
  holder_name: string;
  certificate_no: string;
  amount_yuan: number | null;
  registered_on: string;
  released_on: string | null;
  expires_on: string | null;
  rests: boolean;
  finding: ShownFinding | null;
}
