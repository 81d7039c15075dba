import type { Geometry } from "../../api/types";

export type Severity = "error" | "warning" | "info";

/** A rule of the registry; `standing` = findings of the day. */
export interface RuleCard {
  id: string;
  version: number;
  kind: string;
  subject: string;
  title_zh: string;
  title_en: string;
  about_zh: string;
  about_en: string;
  fix_zh: string;
  fix_en: string;
  tolerances: string[];
  severity: Partial<Record<string, Severity>>;
  standing: number;
}

export interface Run {
  id: number;
  kind: "rules" | "constraints";
  as_of: string;
  ran_at: string;
  ran_by_name: string;
  plots: number;
  standing: number;
  found: number;
  resolved: number;
  not_asked: Record<string, string> | null;
}

export interface Summary {
  rules: RuleCard[];
  runs: Run[];
}

export interface CheckFinding {
  id: number;
  plot_id: number;
  plot_no: string | null;
  other_plot_id: number | null;
  other_plot_no: string | null;
  park_code: string;
  rule: string;
  rule_zh: string;
  rule_en: string;
  rule_version: number;
  code: string;
  severity: Severity;
  message_zh: string;
  message_en: string;
  fix_zh: string;
  fix_en: string;
  measured: string | null;
  required: string | null;
  tolerances: Record<string, number>;
  found_on: string;
  resolved_on: string | null;
  geometry: Geometry;
}

export interface RunDone {
  plots: number;
  findings: number;
  findings_new: number;
  findings_resolved: number;
  overlaps: number;
  overlaps_new: number;
  overlaps_resolved: number;
}

export interface Overlap {
  id: number;
  plot_id: number;
  plot_no: string | null;
  park_code: string;
  area_id: number | null;
  kind: string;
  mode: "inside" | "outside";
  severity: Severity;
  name_zh: string;
  name_en: string;
  basis: string;
  basis_confirmed: boolean;
  distance_m: number;
  overlap_m2: number;
  share: number;
  cause: string;
  found_on: string;
  fix_zh: string;
  fix_en: string;
  geometry: Geometry;
  decision: string | null;
  note_zh: string | null;
  document_no: string | null;
  reviewed_on: string | null;
  reviewed_by_name: string | null;
}

export interface Area {
  id: number;
  kind: string;
  name_zh: string;
  name_en: string;
  source: string;
  document_no: string;
  distance_m: number | null;
  remark: string;
  valid_from: string | null;
  valid_to: string | null;
  standing: "in_force" | "future" | "ended";
  recorded_at: string;
  recorded_by_name: string;
  area_ellipsoidal_m2: number;
  plots: number;
  basis: string;
  basis_confirmed: boolean;
}

export interface AreaSheet extends Area {
  geometry: Geometry;
  history: {
    id: number;
    name_zh: string;
    document_no: string;
    valid_from: string | null;
    valid_to: string | null;
    recorded_at: string;
    superseded_at: string | null;
    recorded_by_name: string;
  }[];
}

export interface Conflict {
  kind: string;
  name_zh: string;
  distance_m: number;
  overlap_m2: number;
  share: number;
  code: string;
  severity: Severity;
  message_zh: string;
  message_en: string;
  fix_zh: string;
  fix_en: string;
  basis: string;
  geometry: Geometry;
}

/** What a check says and rests on. */
export interface Check {
  subject: string;
  subject_zh: string;
  plot_id: number | null;
  park_name_zh: string;
  as_of: string;
  area_m2: number;
  verdict: Verdict;
  conflicts: Conflict[];
  unknown_kinds: string[];
  assessments: {
    id: number;
    kind: string;
    title: string;
    document_no: string;
    valid_to: string | null;
    share: number;
  }[];
  areas: { id: number }[];
}

export type Verdict = "clear" | "to_check" | "conflict" | "not_known";

export interface ReportItem {
  id: number;
  report_no: string;
  subject: string;
  subject_zh: string;
  plot_id: number | null;
  park_code: string | null;
  park_name_zh: string | null;
  as_of: string;
  verdict: Verdict;
  area_m2: number;
  conflicts: number;
  made_at: string;
  made_by_name: string;
  sha256: string;
}

export interface ReportSheet {
  id: number;
  report_no: string;
  sha256: string;
  made_at: string;
  made_by_name: string;
  content: Check;
}

export interface Replay {
  is_same: boolean;
  differing: string[];
  changed_areas: string[];
}

export interface PlotChecks {
  findings: CheckFinding[];
  overlaps: Overlap[];
  reports: ReportItem[];
  checked_on: string | null;
}
