import type * as contract from "../../api/schema";
import type { ShownFinding } from "../../ui/findings-list";

export type LineState = "passed" | "failed" | "unknown";
export type PlotState = "ready" | "expiring" | "open" | "failed" | "pending";

export const topics = ["land", "cleared", "servicing", "assessment", "conditions", "topology", "indicators"] as const;
export type Topic = (typeof topics)[number];

export type BoardRow = contract.BoardRow;
export type Board = contract.GisappPreparationReadinessSchemasBoardAnswer;

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

export type PlotIndicator = contract.PlotIndicatorAnswer;

export type AskedValue = contract.RequirementAnswer;

export type Dispute = contract.DisputeAnswer;
export type RecordLine = contract.RecordLine;

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

export type Sheet = contract.ReadinessSheet;
export type RecordSheet = contract.RecordSheet;
export type Requirement = contract.RequirementAnswer;

export type BasicSet = contract.BasicSetAnswer;
export type Demand = contract.DemandAnswer;
export type RequirementTable = contract.TableAnswer;

export interface CatalogueEntry {
  indicator: string;
  label_zh: string;
  label_en: string;
  direction: string;
  units: { unit: string; label_zh: string; label_en: string }[];
}

export type Assessment = contract.AssessmentAnswer;
export type AssessmentSheet = contract.AssessmentSheet;
