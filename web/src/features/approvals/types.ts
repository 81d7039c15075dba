import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

/** Answers of /api/approvals; days are ISO dates, numbers of days are in the item's own unit. */
export type LightName = "green" | "yellow" | "red";
export type Mode = "standard" | "commitment" | "land_ready";

export interface RuleEntry {
  code: string;
  value: string;
  unit: string;
  basis: string;
  effective_from: string;
  confirmed: boolean;
}

export interface ProjectHead {
  project_id: number;
  project_no: string;
  name_zh: string;
  name_en: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  plot_id: number | null;
  plot_no: string | null;
  party_name_zh: string | null;
  party_name_en: string | null;
  service_officer_name: string;
  mode: Mode;
  started_on: string;
}

export interface Total {
  used: number;
  allowed: number;
  left: number;
  light: LightName;
  planned: number;
  rule: RuleEntry;
}

export interface BoardCell {
  code: string;
  state: string;
  light: LightName | null;
  done: number;
  items: number;
  due_on: string | null;
  ended_on: string | null;
  branch_zh: string;
  branch_en: string;
}

export interface BoardProject extends ProjectHead {
  total: Total;
  light: LightName | null;
  is_finished: boolean;
  next_due_on: string | null;
  open: number;
  done: number;
  items: number;
  red: number;
  yellow: number;
  suspended: number;
  tolerances_pending: number;
  tolerances_overdue: number;
  simulated_waiting: number;
  conversion_ready: boolean;
  stages: BoardCell[];
}

export interface Board {
  as_of: string;
  stages: { code: string; name_zh: string; name_en: string; is_alongside: boolean }[];
  projects: BoardProject[];
}

export interface ItemName {
  item_code: string;
  item_name_zh: string;
  item_name_en: string;
  department_zh: string;
  needs: string[];
}

export interface Clock {
  accepted_on: string | null;
  is_deemed: boolean;
  notice_due_on: string | null;
  light: LightName | null;
  phase: string;
  due_on: string | null;
  due_is_provisional: boolean;
  unit: "working" | "calendar";
  days_total: number;
  days_used: number;
  days_left: number;
  days_over: number;
  sentence_zh: string;
  sentence_en: string;
}

export interface ToleranceCounts {
  tolerances: number;
  tolerances_pending: number;
  tolerances_overdue: number;
  tolerance_findings: ShownFinding[];
}

export interface Lane extends ItemName, Clock, ToleranceCounts {
  case_id: number;
  round: number;
  state: string;
  received_on: string | null;
  finished_on: string | null;
  ends_on: string;
  is_longest: boolean;
  is_simulated: boolean;
  has_effect: boolean;
  effective_on: string | null;
}

export type CaseRow = ProjectHead & Lane & { stage_code: string };

export interface Stage {
  code: string;
  name_zh: string;
  name_en: string;
  lead_zh: string;
  is_alongside: boolean;
  state: string;
  light: LightName | null;
  started_on: string | null;
  due_on: string | null;
  ended_on: string | null;
  branch: string[];
  plan_workdays: number | null;
  plan_due_on: string | null;
  plan_branch: string[];
  lanes: Lane[];
  not_needed: (ItemName & { case_id: number; reason: string })[];
}

export interface Process extends ProjectHead {
  as_of: string;
  note: string;
  deal: { contract_no: string | null; signed_on: string | null; paid_on: string | null };
  total: Total;
  is_finished: boolean;
  findings: ShownFinding[];
  stages: Stage[];
  plannable: { code: string; name_zh: string; name_en: string; stage_code: string }[];
  conversion: {
    waiting: { case_id: number; name_zh: string; name_en: string }[];
    is_ready: boolean;
    findings: ShownFinding[];
  };
}

export interface ClockDay {
  day: string;
  number: number | null;
  kind: string;
  note_zh: string;
  confirmed: boolean;
  is_ahead: boolean;
}

export interface Tolerance {
  id: number;
  /** Null while it is only drafted. */
  state: "pending" | "delivered" | "overdue" | "revoked" | null;
  drafted_on: string;
  agreed_on: string | null;
  promised_by: string;
  due_on: string;
  promise_no: string | null;
  notice_no: string | null;
  signed_files: EvidenceFile[];
  extended_to: string | null;
  extension_reason: string;
  extension_files: EvidenceFile[];
  revoked_on: string | null;
  revoke_reason: string;
  is_late: boolean;
}

export interface AskedMaterial {
  code: string;
  name_zh: string;
  material_class: "main" | "secondary";
  is_tolerable: boolean;
  source: string;
  form_zh: string;
}

export interface CaseMaterial extends AskedMaterial {
  id: number;
  received_on: string | null;
  files: EvidenceFile[];
  tolerance: Tolerance | null;
}

export interface CaseSuspension {
  id: number;
  kind: string;
  began_on: string;
  resumed_on: string | null;
  is_excluded: boolean;
  note: string;
  files: EvidenceFile[];
  resumed_files: EvidenceFile[];
  recorded_by_name: string;
}

export interface CaseExtension {
  id: number;
  days: number;
  granted_on: string;
  approved_by: string;
  reason: string;
  counts: boolean;
  files: EvidenceFile[];
  recorded_by_name: string;
}

export interface Definition {
  days: number;
  unit: "working" | "calendar";
  statutory_days: number | null;
  statutory_unit: string | null;
  excluded: string[];
  extension_days_max: number;
  is_tolerable: boolean;
  handling: string;
  effective_from: string;
  effective_to: string | null;
  basis: string;
  confirmed: boolean;
  note: string;
}

export type Step =
  | "receive"
  | "not_needed"
  | "again"
  | "material"
  | "accept"
  | "notice"
  | "return"
  | "resume"
  | "finish"
  | "suspend"
  | "extend"
  | "tolerate";

export interface CaseSheet extends ProjectHead, ItemName, Clock, ToleranceCounts {
  case_id: number;
  stage_code: string;
  round: number;
  state: string;
  as_of: string;
  planned_on: string;
  received_on: string | null;
  notice: { on: string; text: string; files: EvidenceFile[] } | null;
  recorded_accepted_on: string | null;
  accepted_files: EvidenceFile[];
  finished_on: string | null;
  outcome: string | null;
  result_no: string;
  outcome_reason: string;
  result_files: EvidenceFile[];
  returned_on: string | null;
  return_reason: string;
  is_simulated: boolean;
  has_effect: boolean;
  effective_on: string | null;
  conversion_no: string | null;
  effect_findings: ShownFinding[];
  definition: Definition;
  needs_missing: string[];
  needs_names: Record<string, { zh: string; en: string }>;
  rules: RuleEntry[];
  days: ClockDay[];
  findings: ShownFinding[];
  issue_findings: ShownFinding[];
  suspensions: CaseSuspension[];
  extensions: CaseExtension[];
  materials: CaseMaterial[];
  asked: AskedMaterial[];
  revoked_before: number;
  may: Step[];
  rounds: { case_id: number; round: number; outcome: string | null; returned_on: string | null }[];
}

export interface ItemMaterial {
  code: string;
  name_zh: string;
  class: "main" | "secondary";
  tolerable?: boolean;
  source: string;
  form_zh?: string;
  after_land?: boolean;
}

export interface ItemVersion {
  id: number;
  stage_code: string;
  name_zh: string;
  name_en: string;
  department_zh: string;
  days: number;
  unit: string;
  statutory_days: number | null;
  statutory_unit: string | null;
  needs: string[];
  excluded: string[];
  handling: string;
  is_tolerable: boolean;
  extension_days_max: number;
  materials: ItemMaterial[];
  basis: string;
  confirmed: boolean;
  note: string;
  recorded_by_name: string;
  effective_from: string;
  effective_to: string | null;
  recorded_at: string;
}

export type CatalogueItem = ItemVersion & { code: string; coming_on: string | null; open_cases: number };
export type PastVersion = ItemVersion & { replaced_at: string | null };

export interface CatalogueStage {
  code: string;
  name_zh: string;
  name_en: string;
  lead_zh: string;
  sort_order: number;
  is_alongside: boolean;
  effective_from: string;
}

export interface Catalogue {
  as_of: string;
  stages: CatalogueStage[];
  items: CatalogueItem[];
}
