export type Unit = "area" | "count" | "share" | "money" | "per_mu" | "ratio";

/** A desk with the same rows as a ledger, and the names in its address. */
export interface Link {
  desk: string;
  query: Record<string, string>;
}

export interface ParkAmount {
  park_code: string;
  value: number | null;
  count: number;
  numerator: number | null;
  denominator: number | null;
}

export interface Figure {
  id: string;
  group: string;
  unit: Unit;
  label_zh: string;
  label_en: string;
  definition_zh: string;
  definition_en: string;
  formula_zh: string;
  formula_en: string;
  source_zh: string;
  source_en: string;
  basis: string;
  basis_en: string;
  is_confirmed: boolean;
  /** Only shown where a figure that rests on it says why. */
  is_input: boolean;
  recorded_at: string | null;
  value: number | null;
  count: number;
  numerator: number | null;
  denominator: number | null;
  by_park: ParkAmount[];
  link: Link | null;
}

export interface Cockpit {
  as_of: string;
  parks: { code: string; name_zh: string; name_en: string }[];
  figures: Figure[];
  ageing: { by: AgeBy; band: string; count: number; area_m2: number }[];
  pipeline: { stage: string; count: number; link: Link }[];
  flow: FlowMonth[];
}

/** Idle land of a month, m²; `until` before the last day where the month still runs. */
export interface FlowMonth {
  month: string;
  until: string;
  opening_m2: number;
  found_m2: number;
  extended_m2: number;
  reused_m2: number;
  recovered_m2: number;
  annulled_m2: number;
  closing_m2: number;
}

export type AgeBy = "idle_age" | "case_age";

export interface ListItem {
  key: string;
  plot_id: number | null;
  plot_no: string | null;
  park_code: string | null;
  park_name_zh: string | null;
  park_name_en: string | null;
  party_name_zh: string | null;
  reference: string | null;
  what_zh: string | null;
  state_zh: string | null;
  state_en: string | null;
  since: string | null;
  due_on: string | null;
  area_m2: number | null;
}

export interface FigureList {
  figure: string;
  counts: string;
  as_of: string;
  count: number;
  total: number;
  items: ListItem[];
  link: Link | null;
}

export interface Explanation extends Figure {
  as_of: string;
  arithmetic_zh: string;
  arithmetic_en: string;
  inputs: Figure[];
  entries: { code: string; value: number; unit: string; basis: string; confirmed: boolean; note: string }[];
}

export interface GoalCandidate {
  key: string;
  kind: string;
  wish: "free" | "pinned" | "excluded";
  plot_id: number | null;
  plot_no: string | null;
  park_code: string | null;
  park_name_zh: string | null;
  park_name_en: string | null;
  party_name_zh: string | null;
  reference: string | null;
  state_zh: string | null;
  state_en: string | null;
  since: string | null;
  area_m2: number;
  effort_days: number;
  parts: { part: string; label_zh: string; label_en: string; days: number; basis: string; confirmed: boolean }[];
  in_best: boolean;
  in_greedy: boolean;
}

export interface GoalChoice {
  keys: string[];
  area_m2: number;
  effort_days: number;
  longest_days: number;
  earliest_on: string;
}

export interface GoalResult {
  as_of: string;
  target_m2: number;
  is_reached: boolean;
  missing_m2: number;
  best: GoalChoice;
  greedy: GoalChoice;
  findings: { code: string; severity: string; message_zh: string; message_en?: string; fix_zh?: string }[];
  candidates: GoalCandidate[];
}
