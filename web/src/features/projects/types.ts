import type * as contract from "../../api/schema";
import type { EvidenceFile } from "../../app/evidence-field";

export type LightName = "green" | "yellow" | "red" | "unknown";

export type Aspect = contract.AspectAnswer;
export type Project = contract.ProjectAnswer;
export type Rate = contract.GisappProjectsSchemasRateAnswer;
export type ProjectList = contract.ProjectListAnswer;
export type Move = contract.GisappProjectsSchemasMoveAnswer;
export type Schedule = contract.ScheduleAnswer;
export type Report = contract.ProgressAnswer;
export type MonthLight = contract.MonthLightAnswer;
export type OpenStep = contract.GisappProjectsSchemasOpenStepAnswer;
export type Limit = contract.GisappProjectsSchemasLimitAnswer;
export type ProjectSheet = contract.ProjectSheetAnswer;

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

export type Letter = contract.GisappProjectsSupervisionSchemasLetterAnswer;
export type Issue = contract.ProblemAnswer;
export type Stop = contract.ReviewStopAnswer;
export type Standing = contract.StandingAnswer;
export type Review = contract.ReviewAnswer;
