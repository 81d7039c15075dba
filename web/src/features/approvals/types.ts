import type * as contract from "../../api/schema";
import type { EvidenceFile } from "../../app/evidence-field";
import type { ShownFinding } from "../../ui/findings-list";

/** Answers of /api/approvals; days are ISO dates, numbers of days are in the item's own unit. */
export type LightName = "green" | "yellow" | "red";
export type Mode = "standard" | "commitment" | "land_ready";

export type RuleEntry = contract.RuleEntryAnswer;

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

export type Total = contract.TotalAnswer;
export type BoardCell = contract.GisappApprovalsSchemasBoardCell;
export type BoardProject = contract.BoardProject;
export type Board = contract.GisappApprovalsSchemasBoardAnswer;

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

export type Lane = contract.LaneAnswer;
export type CaseRow = contract.CaseListItem;
export type Stage = contract.StageAnswer;
export type Process = contract.ProcessAnswer;
export type ClockDay = contract.DayAnswer;

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

export type Definition = contract.GisappApprovalsSchemasDefinitionAnswer;

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

export type CaseSheet = contract.GisappApprovalsSchemasCaseAnswer;

export interface ItemMaterial {
  code: string;
  name_zh: string;
  class: "main" | "secondary";
  tolerable?: boolean;
  source: string;
  form_zh?: string;
  after_land?: boolean;
}

export type ItemVersion = contract.PastItemVersion;

export type CatalogueItem = contract.CatalogueItem;
export type PastVersion = contract.PastItemVersion;
export type CatalogueStage = contract.CatalogueStage;
export type Catalogue = contract.CatalogueAnswer;
