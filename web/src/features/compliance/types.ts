import type * as contract from "../../api/schema";

export type Severity = "error" | "warning" | "info";

export type RuleCard = contract.RuleCard;
export type Run = contract.GisappComplianceCheckSchemasRunAnswer;
export type Summary = contract.CheckSummaryAnswer;
export type CheckFinding = contract.GisappComplianceCheckSchemasFindingAnswer;
export type RunDone = contract.RunDone;
export type Overlap = contract.OverlapAnswer;
export type Area = contract.AreaAnswer;
export type AreaSheet = contract.AreaSheet;
export type Conflict = contract.ConflictAnswer;
export type Check = contract.GisappComplianceCheckSchemasCheckAnswer;

export type Verdict = "clear" | "to_check" | "conflict" | "not_known";

export type ReportItem = contract.ReportItem;
export type ReportSheet = contract.GisappComplianceCheckSchemasReportSheet;
export type Replay = contract.ReplayAnswer;
export type PlotChecks = contract.PlotChecks;
