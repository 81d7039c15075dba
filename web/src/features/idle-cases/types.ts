import type { Bbox } from "../../api/types";
import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

/** Money comes as text, so that no cent is lost. */
export type Money = string | number;

/** A case on the day of the screen. */
export interface CaseItem {
  id: number;
  case_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  plot_id: number;
  plot_no: string | null;
  bbox: Bbox | null;
  contract_id: number | null;
  contract_no: string | null;
  supervision_no: string | null;
  party_id: number | null;
  party_name_zh: string | null;
  ground: string;
  source: string;
  source_note: string;
  found_on: string;
  since: string | null;
  area_m2: number;
  idle_area_m2: number;
  is_part: boolean;
  state: string;
  step: string;
  sequence: number;
  state_since: string;
  next_due_on: string | null;
  due_of: string | null;
  side: string | null;
  cause: string | null;
  measure: string | null;
  terms_until: string | null;
  determined_on: string | null;
  decided_on: string | null;
  decided_amount_yuan: Money | null;
  closed_on: string | null;
  is_open: boolean;
  is_overdue: boolean;
  overdue_days: number;
  is_stale: boolean;
  untouched_days: number;
  officer_name: string;
  blocking: string | null;
  instrument: string | null;
  next_step: string | null;
  next_step_due_on: string | null;
  next_step_note: string | null;
  correction_count: number;
}

export interface CaseList {
  items: CaseItem[];
  total: number;
  open: number;
  overdue: number;
  idle_area_m2: number;
  by_state: Record<string, number>;
  by_side: Record<string, number>;
  by_ground: Record<string, number>;
}

/** Land that the scan found idle and no open case is about. */
export interface Suspect {
  contract_id: number;
  contract_no: string;
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  party_name_zh: string | null;
  ground: string;
  since: string | null;
  side: string | null;
  is_proposal: boolean;
  latest_on: string | null;
  area_m2: number | null;
  judged_on: string;
  dismissed_case_no: string | null;
}

export interface Correction {
  id: number;
  target: string;
  target_id: number;
  field: string;
  step: string | null;
  old_value: string | null;
  new_value: string;
  reason: string;
  findings: ShownFinding[];
  corrected_on: string;
  actor_name: string;
  evidence: EvidenceFile[];
}

export interface Step {
  id: number;
  sequence: number;
  step: string;
  from_state: string;
  to_state: string;
  taken_on: string;
  document_id: number | null;
  document_no: string;
  document_title_zh: string | null;
  document_sha256: string | null;
  service_id: number | null;
  service_kind: string | null;
  served_on: string | null;
  recipient: string | null;
  service_note: string | null;
  side: string | null;
  cause: string | null;
  measure: string | null;
  terms_from: string | null;
  terms_until: string | null;
  amount_yuan: Money | null;
  explained_on: string | null;
  registered_on: string | null;
  register_no: string;
  hearing_asked_on: string | null;
  hearing_held_on: string | null;
  approved_by: string;
  approval_no: string;
  annul_ground: string | null;
  paper_on: string | null;
  withdrawn_on: string | null;
  is_annulled: boolean;
  reason: string;
  basis: { findings?: ShownFinding[] };
  actor_name: string;
  recorded_at: string;
  evidence: EvidenceFile[];
  receipts: EvidenceFile[];
  corrections: Correction[];
}

export interface Service {
  id: number;
  purpose: string;
  document_no: string;
  kind: string;
  served_on: string;
  recipient: string;
  note: string;
  step: string | null;
  actor_name: string;
  evidence: EvidenceFile[];
}

export interface Entry {
  id: number;
  kind: string;
  code: string;
  entered_on: string;
  due_on: string | null;
  amount_yuan: Money | null;
  note: string;
  actor_name: string;
  evidence: EvidenceFile[];
}

export interface Clock {
  step_id: number;
  code: string;
  whose: string;
  name_zh: string;
  started_on: string;
  due_on: string;
  ended_on: string | null;
  days: number;
  unit: string;
  used: number;
  is_over: boolean;
  late_days: number;
  sentence_zh: string;
  basis: string;
  unconfirmed_years: number[];
  explained: { day: string; number: number | null; line_zh: string; confirmed: boolean }[];
}

export interface Rest {
  cause: string;
  began_on: string;
  ended_on: string | null;
  days: number;
  evidence: string[];
}

export interface OwnTime {
  start_due_on: string | null;
  idle_since: string | null;
  own_year_on: string | null;
  own_recovery_on: string | null;
  rests: Rest[];
}

export interface Fee {
  amount_yuan: Money | null;
  amount_zh: string | null;
  arithmetic: string;
  refusal: ShownFinding | null;
  price_yuan: Money | null;
  price_source: string;
  land_share: string;
  basis: string;
  confirmed: boolean;
}

export interface OpenStep {
  step: string;
  after: string;
  document_zh: string;
  is_served: boolean;
  article: string;
  outcomes: string[];
  ends_contract: boolean;
  goes_back: boolean;
}

export interface MeasureOption {
  measure: string;
  is_open: boolean;
  findings: ShownFinding[];
}

export interface Creditor {
  encumbrance_id: number;
  holder_name: string;
  certificate_no: string | null;
  amount_yuan: Money | null;
  notified_on: string | null;
}

export interface TraceLine {
  question_zh: string;
  question_en: string;
  answer_zh: string;
  answer_en: string;
  source?: string;
  arithmetic_zh?: string;
  arithmetic_en?: string;
  rule?: { code: string; value: string; unit: string; basis: string; effective_from: string; confirmed: boolean };
}

export interface Identification {
  as_of: string;
  state: string;
  ground: string | null;
  since: string | null;
  side: string | null;
  is_proposal: boolean;
  may_fee: boolean;
  may_recover: boolean;
  next_duty: { duty: string; latest_on: string | null; article: string };
  missing: string[];
  trace: TraceLine[];
}

export interface CaseDocument {
  id: number;
  kind: string;
  title_zh: string;
  document_no: string;
  issued_on: string;
  revoked_on: string | null;
}

export interface Custody {
  id: number;
  act: string;
  subject: string;
  subject_id: number | null;
  title: string | null;
  sha256: string;
  note: string;
  actor_name: string;
  at: string;
}

export interface Bundle {
  id: number;
  manifest_sha256: string;
  bundle_sha256: string;
  size_bytes: number;
  members: number;
  sealed_at: string;
  actor_name: string;
}

export interface CaseSheet extends CaseItem {
  identification: Identification | null;
  own_time: OwnTime | null;
  fee: Fee | null;
  steps: Step[];
  services: Service[];
  entries: Entry[];
  corrections: Correction[];
  officers: { officer_name: string; holds_from: string; reason: string; actor_name: string }[];
  clocks: Clock[];
  creditors: Creditor[];
  open_steps: OpenStep[];
  measures: MeasureOption[];
  findings: ShownFinding[];
  documents: CaseDocument[];
  drafts: Record<string, Record<string, unknown>>;
  evidence: EvidenceFile[];
  custody: Custody[];
  bundles: Bundle[];
  limits: { code: string; value: number; unit: string; basis: string; confirmed: boolean }[];
  correctable: Record<string, Record<string, string>>;
}

export interface Judgement {
  may_be_taken: boolean;
  findings: ShownFinding[];
  measures: MeasureOption[];
  fee_yuan: Money | null;
}

/** What it costs to leave a plot idle for a month. */
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

/** A measure of reuse that comes from a case. */
export interface ReuseOfCase {
  id: number;
  reuse_no: string;
  stage: string;
}
