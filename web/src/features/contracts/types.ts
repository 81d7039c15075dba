import type { EvidenceFile } from "../../app/evidence-field";
import type { Reason } from "../../app/reason-list";

export type Bbox = [number, number, number, number];

export interface ContractItem {
  id: number;
  contract_no: string;
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  bbox: Bbox;
  party_name_zh: string;
  party_name_en: string;
  project_name: string;
  industry_code: string | null;
  signed_on: string;
  method: string | null;
  term_kind: string;
  area_m2: number;
  price_yuan: number | null;
  version_no: number | null;
  state: "in_force" | "ended";
  ended_on: string | null;
  end_kind: string | null;
  progress: string;
  duties: number;
  kept: number;
  late: number;
  broken: number;
  waived: number;
  not_yet_due: number;
  overdue: number;
  next_on: string | null;
  next_label_zh: string | null;
  next_label_en: string | null;
  next_key: string | null;
  next_kind: string | null;
}

export interface ContractTotals {
  total: number;
  area_m2: number;
  price_yuan: number;
  without_price: number;
  duties: number;
  kept: number;
  with_overdue: number;
  overdue: number;
}

export interface ContractList {
  as_of: string;
  totals: ContractTotals;
  items: ContractItem[];
}

export interface OpenAllocation {
  allocation_id: number;
  listing_no: string;
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  party_name_zh: string;
  project_name: string;
  price_yuan: number;
  decided_on: string;
  result_until: string | null;
}

export interface Instalment {
  number: number;
  due_on: string;
  amount_yuan: number;
}

export interface Promised {
  indicator: string;
  direction: string;
  value: number;
  unit: string;
  value_zh: string;
  basis: string;
}

export interface Terms {
  handover_on: string | null;
  start_on: string | null;
  completion_on: string | null;
  production_on: string | null;
  initial_period_months: number | null;
  attainment_on: string | null;
  price_yuan: number;
  instalments: Instalment[];
  promises: Promised[];
}

export interface Side {
  due_on: string;
  value_zh: string | null;
  amount_yuan: number | null;
}

export interface Change {
  key: string;
  kind: string;
  label_zh: string;
  label_en: string;
  before: Side | null;
  after: Side | null;
}

export interface Version {
  id: number;
  version_no: number;
  holds_from: string;
  supplement_no: string | null;
  requested_on: string | null;
  cause: string | null;
  reason: string;
  recorded: string;
  recorded_by_name: string;
  conditions: Record<string, number | string>;
  notes: Record<string, string>;
  terms: Terms;
  evidence: EvidenceFile[];
  changes: Change[];
  condition_changes: { name: string; before: number | string | null; after: number | string | null }[];
}

export interface Duty {
  obligation_key: string;
  version_no: number;
  kind: string;
  obligor: string;
  due_on: string;
  label_zh: string;
  label_en: string;
  basis: string;
  state: string;
  tally: string;
  is_settled: boolean;
  kept_on: string | null;
  rectify_by: string | null;
  late_days: number;
  act_by: string | null;
  target_zh: string | null;
  amount_yuan: number | null;
  reason: Reason;
}

export interface ContractSheet {
  id: number;
  contract_no: string;
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  bbox: Bbox;
  party_name_zh: string;
  party_name_en: string;
  credit_code: string | null;
  listing_no: string | null;
  allocation_id: number | null;
  signed_on: string;
  method: string | null;
  term_kind: string;
  term_years: number | null;
  term_from: string | null;
  area_m2: number;
  price_yuan: number | null;
  unit_price_yuan_per_m2: number | null;
  deposit_yuan: number | null;
  investment_yuan: number | null;
  performance_bond_yuan: number | null;
  supervision_no: string | null;
  project_name: string;
  industry_code: string | null;
  industry_named_code: string | null;
  industry_name_zh: string | null;
  industry_name_en: string | null;
  real_estate_unit_no: string | null;
  parcel_no: string | null;
  location: string | null;
  boundary_version_no: number | null;
  boundary_annex: string | null;
  upper_limit_m: number | null;
  lower_limit_m: number | null;
  land_use_code: string | null;
  land_use_name_zh: string | null;
  land_use_name_en: string | null;
  instalment_interest: string;
  handover_conditions: string;
  late_payment_permille: number | null;
  late_start_permille: number | null;
  late_completion_permille: number | null;
  late_handover_permille: number | null;
  extension_asked_days_ahead: number | null;
  extension_months_max: number | null;
  use_change: string;
  transfer_invested_share: number | null;
  dispute: string;
  approval_authority: string;
  supervision_agreement_no: string | null;
  commitment_letter_no: string | null;
  source: string;
  ended_on: string | null;
  end_kind: string | null;
  end_reason: string;
  version_no: number;
  versions: Version[];
  obligations: Duty[];
  evidence: EvidenceFile[];
  end_evidence: EvidenceFile[];
}
