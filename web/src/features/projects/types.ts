import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

export type LightName = "green" | "yellow" | "red" | "unknown";

export interface Aspect {
  aspect: string;
  light: LightName;
  finding: (ShownFinding & { measured?: string; required?: string }) | null;
}

export interface Project {
  id: number;
  project_no: string;
  name_zh: string;
  name_en: string;
  kind: string;
  source: string;
  source_note: string;
  content_zh: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  industry_code: string | null;
  industry_name_zh: string | null;
  industry_name_en: string | null;
  party_id: number | null;
  party_name_zh: string | null;
  plot_id: number | null;
  plot_no: string | null;
  plot_area_m2: number | null;
  contract_id: number | null;
  contract_no: string | null;
  application_id: number | null;
  investment_yuan: number | null;
  land_wanted_m2: number | null;
  output_yuan: number | null;
  tax_yuan: number | null;
  owner_name: string;
  lead_office: string;
  duty_office: string;
  service_officer_id: number | null;
  service_officer_name: string;
  entered_on: string | null;
  stage: string;
  stage_since: string;
  paused_in: string | null;
  signed_on: string | null;
  landed_on: string | null;
  started_on: string | null;
  completed_on: string | null;
  produced_on: string | null;
  attained_on: string | null;
  planned_start_on: string | null;
  planned_completion_on: string | null;
  planned_production_on: string | null;
  planned_attainment_on: string | null;
  contract_start_on: string | null;
  contract_completion_on: string | null;
  contract_production_on: string | null;
  contract_attainment_on: string | null;
  needs_entry: boolean | null;
  schedule_version: number | null;
  progress_month: string | null;
  planned_share: number | null;
  done_share: number | null;
  invested_yuan: number | null;
  light: LightName | null;
  why: { light: LightName; aspects: Aspect[] } | null;
  rate_classes: Record<string, string>;
  open_letters: number;
  overdue_letters: number;
  open_problems: number;
  overdue_problems: number;
  touched_on: string;
  untouched_days: number;
}

export interface Rate {
  kind: string;
  kept: number;
  due: number;
  share: number | null;
  classes: Record<string, number>;
  basis: string;
}

export interface ProjectList {
  items: Project[];
  total: number;
  investment_yuan: number;
  by_stage: Record<string, number>;
  by_light: Record<string, number>;
  rates: Rate[];
}

export interface Move {
  id: number;
  sequence: number;
  from_stage: string;
  stage: string;
  moved_on: string;
  reason: string;
  actor_name: string;
  recorded_at: string;
  evidence: EvidenceFile[];
  taken_back_reason: string | null;
  taken_back_by: string | null;
  taken_back_at: string | null;
}

export interface Schedule {
  version_no: number;
  holds_from: string;
  planned_start_on: string | null;
  planned_completion_on: string | null;
  planned_production_on: string | null;
  planned_attainment_on: string | null;
  needs_entry: boolean | null;
  reason: string;
  actor_name: string;
  evidence: EvidenceFile[];
}

export interface Report {
  month: string;
  version_no: number;
  planned_share: number | null;
  done_share: number;
  invested_yuan: number | null;
  summary_zh: string;
  obstacle_zh: string;
  reported_on: string;
  actor_name: string;
  evidence: EvidenceFile[];
}

export interface MonthLight {
  month: string;
  light: LightName;
  read_on: string;
  aspects: Aspect[];
  inputs: Record<string, unknown>;
  actor_name: string;
  recorded_at: string;
}

export interface OpenStep {
  stage: string;
  needs_evidence: boolean;
  needs_reason: boolean;
  needs_plot: boolean;
}

export interface Limit {
  code: string;
  value: number;
  unit: string;
  basis: string;
  confirmed: boolean;
}

export interface ProjectSheet extends Project {
  moves: Move[];
  schedules: Schedule[];
  progress: Report[];
  month_light_list: MonthLight[];
  open_steps: OpenStep[];
  limits: Limit[];
}

export interface CaseStep {
  sequence: number;
  state: string;
  done_on: string;
  due_on: string | null;
  content_zh: string;
  office_zh?: string;
  actor_name: string;
  recorded_at: string;
  evidence: EvidenceFile[];
}

export interface Letter {
  id: number;
  letter_no: string;
  project_id: number;
  project_no: string;
  project_name_zh: string;
  park_code: string;
  park_name_zh: string;
  owner_name: string;
  service_officer_name: string;
  title_zh: string;
  addressee_zh: string;
  facts_zh: string;
  demand_zh: string;
  issued_on: string;
  reply_workdays: number;
  reply_due_on: string;
  light: LightName | null;
  issued_by_name: string;
  state: string;
  state_on: string;
  due_on: string | null;
  is_overdue: boolean;
  days_left: number | null;
  replied_late: boolean;
  open_steps: string[];
  steps: CaseStep[];
  evidence: EvidenceFile[];
}

export interface Issue {
  id: number;
  project_id: number;
  project_no: string;
  project_name_zh: string;
  park_code: string;
  park_name_zh: string;
  service_officer_name: string;
  source: string;
  review_id: number | null;
  review_round_zh: string | null;
  title_zh: string;
  detail_zh: string;
  raised_on: string;
  raised_by_name: string;
  state: string;
  state_on: string;
  office_zh: string | null;
  due_on: string | null;
  is_overdue: boolean;
  open_steps: string[];
  steps: CaseStep[];
}

export interface Stop {
  stop_no: number;
  project_id: number;
  project_no: string;
  project_name_zh: string;
  park_code: string;
  park_name_zh: string;
  plot_id: number | null;
  plot_no: string | null;
  party_name_zh: string | null;
  stage: string | null;
  investment_yuan: number | null;
  comment_zh: string;
}

export interface Standing {
  project_id: number;
  total: number | null;
  rank: number | null;
  is_tied: boolean;
  missing: number;
}

export interface Review {
  id: number;
  round_zh: string;
  title_zh: string;
  held_on: string;
  host_zh: string;
  route_note_zh: string;
  created_by_name: string;
  closed_at: string | null;
  closed_by_name: string | null;
  items: { item_no: number; name_zh: string; max_score: number }[];
  judges: { judge_no: number; name_zh: string; office_zh: string }[];
  stops: Stop[];
  scores: { project_id: number; judge_no: number; item_no: number; score: number; remark_zh: string }[];
  standings: Standing[];
  basis: string;
}
