export interface RestsOn {
  basis: string;
  confirmed: boolean;
}

/** The entry a number comes from, and since when it holds. */
export interface Source extends RestsOn {
  since: string;
}

export interface Threshold extends Source {
  indicator: string;
  label_zh: string;
  label_en: string;
  words_zh: string;
  words_en: string;
  total: { amount: number; unit: "yuan" | "yuan_per_year" | "m2"; label_zh: string; label_en: string } | null;
  planned_zh: string | null;
  planned_en: string | null;
  planned_total: number | null;
  verdict: "met" | "not_met" | "unknown";
  verdict_zh: string;
  verdict_en: string;
  gap: number | null;
  due_zh: string;
  due_en: string;
}

export interface Duty extends RestsOn {
  key: string;
  kind: string;
  due_on: string;
  label_zh: string;
  label_en: string;
  obligor_zh: string;
  obligor_en: string;
  origin: "announced" | "planned" | "derived" | "assumed";
  origin_zh: string;
  origin_en: string;
  /** Entries that its day or amount is worked out from. */
  rests_on: Source[];
}

export interface Penalty extends Source {
  kind: string;
  label_zh: string;
  label_en: string;
  amount_yuan: number | null;
  is_daily: boolean;
  from_on: string | null;
  value: number;
  unit: string;
  note_zh: string;
  note_en: string;
}

export interface Check {
  on: string;
  label_zh: string;
  label_en: string;
  indicators_zh: string[];
  indicators_en: string[];
}

export interface Step extends RestsOn {
  key: string;
  phase: "land" | "approval" | "alongside" | "building" | "acceptance";
  phase_zh: string;
  phase_en: string;
  label_zh: string;
  label_en: string;
  starts_on: string;
  ends_on: string;
  workdays: number;
  is_longest: boolean;
  is_spared: boolean;
}

export interface Variant {
  variant: string;
  variant_zh: string;
  variant_en: string;
  signed_on: string;
  build_on: string;
  completed_on: string;
  production_on: string;
  workdays: number;
  approval_workdays: number;
  total_allowed: number;
  steps: Step[];
}

export interface Saving {
  variant: string;
  variant_zh: string;
  variant_en: string;
  days: number;
  workdays: number;
  reasons_zh: string[];
  reasons_en: string[];
}

export interface NeededItem {
  code: string;
  name_zh: string;
  name_en: string;
  stage_zh: string;
  stage_en: string;
  days: number;
  is_needed: boolean;
}

export interface Paths {
  from_on: string;
  until_on: string;
  construction_months: number;
  fitting_months: number;
  unconfirmed_years: number[];
  variants: Variant[];
  savings: Saving[];
  items: NeededItem[];
}

export interface Preview {
  as_of: string;
  id: number;
  threshold_source: { value: string; label_zh: string; label_en: string };
  thresholds: Threshold[];
  deposit: Source & { amount_yuan: number | null; is_announced: boolean; share: number };
  signing: {
    signed_on: string;
    price_yuan: number;
    initial_period_months: number | null;
    first_payment_on: string;
  } | null;
  duties: Duty[];
  checks: Check[];
  penalties: Penalty[];
  findings: {
    code: string;
    severity: string;
    message_zh: string;
    message_en?: string;
    fix_zh?: string;
    fix_en?: string;
  }[];
  paths: Paths;
}

/** One line of what one would sign for premises; `is_stated` false = nothing is recorded of it. */
export interface TakeoverLine {
  key: string;
  label_zh: string;
  label_en: string;
  words_zh: string;
  words_en: string;
  is_stated: boolean;
}

export interface Takeover {
  as_of: string;
  id: number;
  kind: "workshop" | "transfer" | "expansion";
  plot_no: string;
  lines: TakeoverLine[];
  source: string;
  observed_on: string;
  since: string;
}
