import type { Reason } from "../../app/reason-list";
import type { ShownFinding } from "../../ui/findings-list";

export type TallyColumn = "kept" | "late" | "broken" | "waived" | "not_yet_due";
export const tallyColumns: readonly TallyColumn[] = ["kept", "late", "broken", "waived", "not_yet_due"];

/** due = kept + late + broken + waived + not_yet_due, always. */
export interface Tally extends Record<TallyColumn, number> {
  due: number;
  late_open: number;
  kept_rate: number | null;
}

/** One obligation as it stands on the day of the screen. */
export interface Commitment {
  contract_id: number;
  contract_no: string;
  project_name: string;
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  party_id: number;
  party_name_zh: string;
  party_name_en: string;
  industry_code: string;
  industry_name_zh: string | null;
  industry_name_en: string | null;
  officer_name: string;
  contract_area_m2: number;
  obligation_key: string;
  version_no: number;
  kind: string;
  obligor: "authority" | "holder";
  due_on: string;
  label_zh: string;
  label_en: string;
  basis: string;
  indicator: string | null;
  direction: string | null;
  target: number | null;
  target_zh: string | null;
  amount_yuan: number | null;
  state: string;
  tally: TallyColumn;
  is_settled: boolean;
  kept_on: string | null;
  rectify_by: string | null;
  late_days: number;
  act_by: string | null;
  last_check_id: number | null;
}

export interface CommitmentPage {
  as_of: string;
  tally: Tally;
  total: number;
  items: Commitment[];
}

export interface RateRow extends Tally {
  key: string;
  label_zh: string;
  label_en: string;
}

export interface RateTable {
  as_of: string;
  by: string;
  total: Tally;
  rows: RateRow[];
}

export interface Check {
  id: number;
  sequence: number;
  checked_on: string;
  verdict: "met" | "rectify" | "broken";
  done_on: string | null;
  measured: number | null;
  measured_zh: string | null;
  inputs: {
    formula_zh?: string;
    formula_en?: string;
    figures?: Record<string, string | null>;
    answers?: Record<string, boolean | null>;
    storeys?: { floor_area_m2: string; height_m: string }[] | null;
  };
  rectify_by: string | null;
  consequence: string;
  remark: string;
  signed_off_by: string;
  reviewers: { office: string; name: string; opinion: string }[];
  evidence_ids: number[];
  findings: ShownFinding[];
  recorded_at: string;
  recorded_by_name: string;
  withdrawal: { withdrawn_on: string; decided_by: string; reason: string; evidence_ids: number[] } | null;
}

export interface Waiver {
  waived_on: string;
  decided_by: string;
  reason: string;
  evidence_ids: number[];
  recorded_at: string;
  recorded_by_name: string;
}

export interface Figure {
  name: string;
  label_zh: string;
  label_en: string;
  unit: "yuan" | "m2" | "tce" | "tonne" | "person" | "yes_no" | "storeys";
}

/** An obligation with why it stands so, its checks, its waiver, and what a check has to measure. */
export interface ExplainedCommitment extends Commitment {
  formula_zh: string | null;
  formula_en: string | null;
  figures: Figure[];
  reason: Reason;
  checks: Check[];
  waiver: Waiver | null;
}

export interface Promises {
  as_of: string;
  tally: Tally;
  items: ExplainedCommitment[];
}

export interface CheckPreview {
  measured: number | null;
  measured_zh: string | null;
  as_promised: boolean | null;
  proves: "met" | "not_met" | "unknown";
  state: string;
  findings: ShownFinding[];
}
