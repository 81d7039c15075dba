import type { EvidenceFile } from "../../app/evidence-field";

export interface RuleRef {
  code: string;
  value: string;
  unit: string;
  basis: string;
  effective_from: string;
  confirmed: boolean;
}

/** One step of the reasoning, in both languages. */
export interface TraceLine {
  question_zh: string;
  question_en: string;
  answer_zh: string;
  answer_en: string;
  source?: string;
  arithmetic_zh?: string;
  arithmetic_en?: string;
  rule?: RuleRef;
}

export interface Answer {
  contract_no: string;
  as_of: string;
  state: string;
  ground: string | null;
  since: string | null;
  is_proposal: boolean;
  side: string | null;
  may_fee: boolean;
  may_recover: boolean;
  own_year_on: string | null;
  own_recovery_on: string | null;
  next_duty: { duty: string; latest_on: string | null; article: string };
  missing: string[];
  missing_en: string[];
  trace: TraceLine[];
}

export interface Span {
  cause: string;
  side: string;
  began_on: string;
  ended_on: string | null;
  proof: string;
}

export interface Clock {
  is_stop: boolean;
  from_on: string;
  year_on: string;
  two_years_on: string | null;
  own_year_on: string | null;
  own_recovery_on: string | null;
  own_days: number;
  excused_days: number;
  spans: Span[];
}

export type Knowledge = "known" | "none" | "unknown";

export interface Input {
  kind: string;
  knowledge: Knowledge;
  source: string;
  happened_on: string | null;
  ended_on: string | null;
  foundation_kind: string | null;
  amount: number | null;
  price_and_taxes: number | null;
}

export interface ToldFact {
  id: number;
  kind: string;
  knowledge: Knowledge;
  happened_on: string;
  ended_on: string | null;
  foundation_kind: string | null;
  cause: string | null;
  amount: number | null;
  price_and_taxes: number | null;
  document_no: string;
  source: string;
  evidence_ids: number[];
  evidence: EvidenceFile[];
  remark: string;
  replaces_id: number | null;
  replaced_by_id: number | null;
  reason: string;
  recorded_at: string;
  closed_at: string | null;
  recorded_by_name: string;
}

export interface Turn {
  turns_on: string;
  state: string;
  side: string | null;
  may_fee: boolean;
  may_recover: boolean;
  sentence_zh: string;
  sentence_en: string;
}

export interface ContractIdle {
  contract_id: number;
  contract_no: string;
  signed_on: string;
  project_name: string;
  park_code: string;
  party_id: number;
  party_name_zh: string;
  party_name_en: string;
  area_m2: number;
  shared_m2: number;
  is_own: boolean;
  sentence_zh: string;
  sentence_en: string;
  answer: Answer;
  /** Mortgagees who have to be told in writing. */
  notices: { encumbrance_id: number; holder_name: string; certificate_no: string; registered_on: string }[];
  open_case_no: string | null;
  sha256: string;
  holds_until: string | null;
  becomes_idle_on: string | null;
  turns: Turn[];
  warnings: { warn_on: string; duty: string; latest_on: string }[];
  fee: { amount_yuan: number | null; arithmetic: string; refusal_zh: string | null; refusal_en: string | null } | null;
  clock: Clock | null;
  inputs: Input[];
  facts: ToldFact[];
}

export interface PlotIdle {
  as_of: string;
  plot_id: number;
  items: ContractIdle[];
}

export interface Finding {
  contract_id: number;
  contract_no: string;
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  party_id: number;
  party_name_zh: string;
  party_name_en: string;
  project_name: string;
  area_m2: number;
  judged_on: string;
  state: string;
  land_class: string | null;
  ground: string | null;
  since: string | null;
  idle_days: number | null;
  side: string | null;
  is_proposal: boolean;
  may_fee: boolean;
  may_recover: boolean;
  duty: string;
  latest_on: string | null;
  missing_zh: string[];
  missing_en: string[];
  holds_until: string | null;
  is_stale: boolean;
  case_id: number | null;
  case_no: string | null;
}

export interface ScanRun {
  id: number;
  as_of: string;
  contracts: number;
  written: number;
  counts: Record<string, number>;
  started_at: string;
  finished_at: string;
  run_by_name: string;
}

export interface ClassTally {
  land_class: string;
  contracts: number;
  area_m2: number;
  stale: number;
}

export interface FindingPage {
  as_of: string;
  total: number;
  tally: ClassTally[];
  items: Finding[];
  last_scan: ScanRun | null;
}

/** Classes of the map in the order of urgency; "" = of none of them. */
export const landClasses = ["not_started_two", "not_started_one", "stopped", "survey", "warning", "stale"] as const;

/** Whether a contract may have several facts of a kind at one time. */
export const repeated: ReadonlySet<string> = new Set(["developed_area", "invested", "stop", "cause"]);
