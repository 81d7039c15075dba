import type * as contract from "../../api/schema";

export type Choice = contract.ChoiceAnswer;
export type Question = contract.QuestionAnswer;

export interface MappedField {
  column: string;
  how: string;
  unit: string | null;
}

/** How the file was read. */
export interface Reading {
  format?: string;
  layer?: string | null;
  encoding?: string | null;
  encoding_why_zh?: string | null;
  text_sample?: string | null;
  crs_label_zh?: string | null;
  crs_epsg?: number | null;
  crs_why_zh?: string | null;
  axes_swapped?: boolean;
  field_map?: { fields: Record<string, MappedField>; unused: string[] };
  columns?: string[];
  area_unit?: string | null;
}

export type Action = "new" | "revise" | "unchanged" | "blocked";
export type Severity = "error" | "warning" | "info";

export type SurveyLine = contract.SurveyListItem;
export type Survey = contract.SurveyAnswer;
export type Issue = contract.SurveyIssueRow;
export type SurveyRow = contract.SurveyFeatureRow;
export type MissingPlot = contract.MissingPlot;

export interface PreviewProperties {
  row_no: number;
  plot_no: string | null;
  action: Action;
  worst_severity: Severity | null;
  area_m2: number | null;
  accepted: boolean;
}
