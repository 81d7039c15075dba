import type { FigureUnit } from "../../../app/figure-words";

export type ReportState = "open" | "submitted" | "returned" | "accepted" | "cancelled";
export const reportStates: readonly ReportState[] = ["open", "submitted", "returned", "accepted", "cancelled"];
export type ReportPart = "progress" | "figures" | "photos";

/** A report as it stands on the day of the screen. */
export interface ReportRow {
  id: number;
  report_no: string;
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  contract_id: number;
  contract_no: string;
  party_id: number;
  party_name_zh: string;
  period_from: string;
  period_to: string;
  parts: ReportPart[];
  asked_on: string;
  due_on: string;
  state: ReportState;
  is_overdue: boolean;
  is_late: boolean;
  filed_on: string | null;
  touched_on: string;
  owner_name: string;
}

export interface ReportList {
  as_of: string;
  items: ReportRow[];
  counts: Record<ReportState | "overdue", number>;
}

export interface AskableFigure {
  name: string;
  label_zh: string;
  label_en: string;
  unit: FigureUnit;
}

/** What may be asked of the holder of a contract; `needed_for`: promised indicators whose check needs the figure. */
export interface Offer {
  contract_id: number;
  contract_no: string;
  party_name_zh: string;
  plot_no: string;
  park_name_zh: string;
  figures: (AskableFigure & { needed_for_zh: string[]; needed_for_en: string[] })[];
  period_from: string;
  period_to: string;
  due_on: string;
  workdays: number;
}

export interface Filing {
  sequence: number;
  filed_on: string;
  is_late: boolean;
  progress: string | null;
  progress_label_zh: string | null;
  progress_label_en: string | null;
  since: string | null;
  words: string;
  figures: (AskableFigure & { value: string | null; before: string | null })[];
  photos: { evidence_id: number; file_name: string; sha256: string; size_bytes: number; media_type: string }[];
  sha256: string;
}

export interface ReportStep {
  sequence: number;
  step: "ask" | "submit" | "return" | "accept" | "cancel";
  label_zh: string;
  label_en: string;
  state: ReportState;
  done_on: string;
  at: string;
  actor_name: string;
  reason: string;
  due_on: string;
}

export interface ReportSheet extends ReportRow {
  note: string;
  figures: AskableFigure[];
  filings: Filing[];
  steps: ReportStep[];
  sequence: number;
  may: { return: boolean; accept: boolean; cancel: boolean };
}

/** A report that was taken in, as the form of a check uses it. */
export interface UsableReport {
  id: number;
  report_no: string;
  period_from: string;
  period_to: string;
  filed_on: string;
  accepted_on: string;
  progress: string | null;
  since: string | null;
  figures: Record<string, string | null>;
  evidence_ids: number[];
}
