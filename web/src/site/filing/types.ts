/** A figure that is asked for, as last told; money in yuan, null = not told. */
export interface AskedFigure {
  name: string;
  label_zh: string;
  label_en: string;
  unit: string;
  value: string | null;
}

export interface Filing {
  sequence: number;
  filed_on: string;
  is_late: boolean;
  photos: number;
  sha256: string;
}

export type Part = "progress" | "figures" | "photos";
export type ReportState = "open" | "submitted" | "returned" | "accepted" | "cancelled";

/** What an enterprise is asked for, and what it has told so far. */
export interface Report {
  report_no: string;
  zone_name_zh: string;
  zone_name_en: string;
  is_sample: boolean;
  party_name_zh: string;
  plot_no: string;
  park_name_zh: string;
  park_name_en: string;
  contract_no: string;
  area_m2: string | number;
  period_from: string;
  period_to: string;
  parts: Part[];
  figures: AskedFigure[];
  progress_choices: { value: string; label_zh: string; label_en: string }[];
  progress: string | null;
  since: string | null;
  words: string;
  note: string;
  /** What the contract asks of the enterprise; a target stands in its label. */
  promises: {
    label_zh: string;
    label_en: string;
    due_on: string;
    state_zh: string;
    state_en: string;
  }[];
  due_on: string;
  state: ReportState;
  is_overdue: boolean;
  return_reason: string;
  filings: Filing[];
  limits: { photos: number; photo_mb: number };
}

export interface Filed {
  report_no: string;
  sequence: number;
  filed_on: string;
  is_late: boolean;
  sha256: string;
}
