import type { Bbox } from "../../api/types";

export interface Choice {
  value: string;
  label_zh: string;
  hint_zh: string;
}

/** Something only a person can decide; `code` is the key of the answer. */
export interface Question {
  code: string;
  message_zh: string;
  message_en: string;
  choices: Choice[];
  suggestion: string | null;
}

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

export interface SurveyLine {
  id: number;
  park_code: string;
  park_name_zh: string;
  file_name: string;
  size_bytes: number;
  state: string;
  row_count: number;
  counts: Partial<Record<Action, number>>;
  format: string | null;
  received_at: string;
  received_by_name: string;
  question_count: number;
}

export interface Survey extends Omit<SurveyLine, "format" | "question_count"> {
  sha256: string;
  answers: Record<string, unknown>;
  questions: Question[];
  reading: Reading;
  issue_counts: Partial<Record<Severity, number>>;
  issue_codes: { code: string; severity: Severity; count: number }[];
  bbox: Bbox | null;
  accepted_count: number;
  checked_at: string | null;
  decided_at: string | null;
  decided_by_name: string | null;
  valid_from: string | null;
  document: string | null;
  reason: string | null;
}

export interface Issue {
  id: number;
  row_no: number | null;
  line_no: number | null;
  plot_no: string | null;
  field: string | null;
  code: string;
  severity: Severity;
  value: string | null;
  message_zh: string;
  fix_zh: string;
  message_en: string;
  fix_en: string;
  lon: number | null;
  lat: number | null;
}

export interface SurveyRow {
  row_no: number;
  plot_no: string | null;
  action: Action;
  worst_severity: Severity | null;
  area_declared_m2: number | null;
  area_planar_m2: number | null;
  replaces_plot_id: number | null;
  accepted_plot_id: number | null;
  issues: {
    code: string;
    severity: Severity;
    message_zh: string;
    message_en: string;
    fix_zh: string;
    fix_en: string;
  }[];
  bbox: Bbox | null;
}

/** A plot of the earlier delivery that this one leaves out. */
export interface MissingPlot {
  plot_id: number;
  plot_no: string;
  area_m2: number;
  earlier_id: number;
  earlier_file: string;
  earlier_received_at: string;
  bbox: Bbox;
}

export interface PreviewProperties {
  row_no: number;
  plot_no: string | null;
  action: Action;
  worst_severity: Severity | null;
  area_m2: number | null;
  accepted: boolean;
}
