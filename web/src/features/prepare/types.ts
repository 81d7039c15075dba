import type { Bbox, Geometry } from "../../api/types";
import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

export type LineState = "passed" | "failed" | "unknown";
export type PlotState = "ready" | "expiring" | "open" | "failed" | "pending";

export const topics = ["land", "cleared", "servicing", "assessment", "conditions", "topology", "indicators"] as const;
export type Topic = (typeof topics)[number];

export interface BoardRow {
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  stage: string;
  supply: string;
  land_control: string;
  area_m2: number;
  land_use_name_zh: string | null;
  state: PlotState;
  topics: Record<Topic, LineState>;
  failed_count: number;
  open_count: number;
  reason_zh: string;
  judged_on: string;
  holds_until: string | null;
  is_pending: boolean;
  bbox: Bbox;
  record_count: number;
}

export interface Board {
  as_of: string;
  items: BoardRow[];
  totals: { state: PlotState; plot_count: number; area_m2: number }[];
  pending_count: number;
}

export interface Finding extends ShownFinding {
  measured?: string | null;
  required?: string | null;
}

export interface Proof {
  reference: string;
  title: string;
  dated: string | null;
  sha256: string;
  file_id: number | null;
}

/** One line of the gate. */
export interface Line {
  topic: Topic;
  key: string;
  label_zh: string;
  label_en: string;
  state: LineState;
  evidence: Proof[];
  findings: Finding[];
}

export interface ShownValue {
  value: number;
  written_value: number;
  written_unit: string;
  value_zh: string;
  wan_per_mu: number | null;
  wan_per_ha: number | null;
}

export interface PlotIndicator extends ShownValue {
  indicator: string;
  direction: string;
  basis: string;
  since: string;
  recorded_by_name: string;
}

export interface AskedValue {
  indicator: string;
  direction: string;
  value: number;
  value_zh: string;
  industry_code: string;
  park_code: string;
  basis: string;
  confirmed: boolean;
}

export interface Dispute {
  id: number;
  title: string;
  opened_on: string;
  evidence_ids: number[];
  recorded_by_name: string;
  closed_on: string | null;
  outcome: string | null;
  closing_evidence_ids: number[];
  closed_by_name: string | null;
}

export interface RecordLine {
  id: number;
  as_of: string;
  passed: boolean;
  made_at: string;
  made_by_name: string;
  version_no: number;
  lacking_count: number;
}

export interface Answer {
  answer: "yes" | "no" | "unknown";
  remark: string;
  evidence_ids: number[];
  since: string;
  answered_by_name: string;
}

export interface Inputs {
  plot_no: string;
  version_no: number;
  area_m2: number;
  land_control: string;
  state_document: string | null;
  land_use_code: string | null;
  industry_codes: string[];
  compared_industries: string[];
  answers: Record<string, Answer>;
  utilities: { utility: string; status: string; source: string; observed_on: string | null }[];
  assessments: {
    id: number;
    kind: string;
    title: string;
    document_no: string;
    valid_from: string;
    valid_to: string | null;
    holds: boolean;
    uncovered_m2: number | null;
  }[];
  requirements: AskedValue[];
  basic_set: { indicators: string[]; basis: string; confirmed: boolean };
  demands: { servicing_level: string; assessments: string[]; basis: string; confirmed: boolean };
  limits: { servicing_age_days: number; assessment_warning_days: number; uncovered_tolerance_m2: number };
}

export interface Sheet {
  plot_id: number;
  plot_no: string;
  park_code: string;
  as_of: string;
  is_ready: boolean;
  state: PlotState;
  topics: Record<Topic, LineState>;
  holds_until: string | null;
  /** False: somebody holds the plot. */
  is_candidate: boolean;
  is_pending: boolean;
  items: Line[];
  inputs: Inputs;
  indicators: PlotIndicator[];
  disputes: Dispute[];
  files: EvidenceFile[];
  records: RecordLine[];
}

export interface RecordSheet {
  id: number;
  as_of: string;
  passed: boolean;
  items: Line[];
  made_at: string;
  made_by_name: string;
}

export interface Requirement extends ShownValue {
  id: number;
  indicator: string;
  direction: string;
  industry_code: string;
  park_code: string | null;
  park_name_zh: string | null;
  effective_from: string;
  effective_to: string | null;
  basis: string;
  confirmed: boolean;
  note: string;
  recorded_by_name: string;
  in_force: boolean;
  applies: boolean | null;
}

interface Dated {
  id: number;
  effective_from: string;
  effective_to: string | null;
  basis: string;
  confirmed: boolean;
  note: string;
  recorded_by_name: string;
  in_force: boolean;
}
export interface BasicSet extends Dated {
  indicators: string[];
}
export interface Demand extends Dated {
  servicing_level: string;
  assessments: string[];
}

export interface RequirementTable {
  day: string;
  items: Requirement[];
  findings: Finding[];
  basic_sets: BasicSet[];
  demands: Demand[];
  examples: (ShownValue & { place: string; indicator: string })[];
}

export interface CatalogueEntry {
  indicator: string;
  label_zh: string;
  label_en: string;
  direction: string;
  units: { unit: string; label_zh: string; label_en: string }[];
}

export interface Assessment {
  id: number;
  kind: string;
  title: string;
  compiled_by: string;
  document_no: string;
  approved_on: string;
  valid_from: string;
  valid_to: string | null;
  remark: string;
  evidence_ids: number[];
  recorded_by_name: string;
  area_ellipsoidal_m2: number;
  bbox: Bbox;
  park_codes: string[];
  covered_count: number;
  partly_count: number;
  term: "future" | "valid" | "expiring" | "expired";
  days_left: number | null;
}

export interface AssessmentSheet extends Assessment {
  geometry: Geometry;
  evidence: EvidenceFile[];
}
