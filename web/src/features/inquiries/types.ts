export interface Inquiry {
  id: number;
  park_code: string | null;
  plot_id: number | null;
  plot_no: string | null;
  /** What was asked about stands on the plot: a workshop, a transfer, room left. */
  premises_no: string | null;
  receipt_no: string;
  received_on: string;
  received_at: string;
  language: string;
  source_region: string;
  industry_code: string | null;
  industry_name_zh: string | null;
  industry_name_en: string | null;
  chain_place: string;
  answer_workdays: number;
  answer_due_on: string;
  days_left: number | null;
  state: string;
  owner_id: number | null;
  owner_name: string;
  touched_on: string;
  answered_on: string | null;
  /** The last question has its answer; `follow_ups` counts what the asker added since. */
  is_answered: boolean;
  follow_ups: number;
  closed_on: string | null;
  close_reason: string;
  lead_on: string | null;
  project_on: string | null;
  is_open: boolean;
  is_overdue: boolean;
  is_erased: boolean;
  project_id: number | null;
  project_no: string | null;
  project_name_zh: string | null;
  project_stage: string | null;
  asker_name: string | null;
  contact: string | null;
  contact_kind: string | null;
  question: string | null;
}

export interface InquiryList {
  items: Inquiry[];
  total: number;
  overdue: number;
  by_state: Record<string, number>;
  owners: string[];
  industries: [code: string, zh: string, en: string][];
}

export interface Step {
  id: number;
  sequence: number;
  step: string;
  state: string;
  done_on: string;
  at: string;
  owner_name: string;
  reason_code: string;
  project_id: number | null;
  actor_name: string;
  body: string | null;
}

export interface PersonRead {
  at: string;
  actor_name: string;
  tag: string;
  label_zh: string;
  label_en: string;
  reason: string | null;
}

export interface InquirySheet extends Inquiry {
  keep_days: number;
  kept_until: string | null;
  steps: Step[];
  open_steps: string[];
  person_reads: PersonRead[];
  may_read_person: boolean;
}

export interface Person {
  asker_name: string;
  contact: string;
  contact_kind: string;
  question: string;
  words: Record<string, string>;
}

export interface SourceLine {
  value: string;
  label_zh: string;
  label_en: string;
  inquiries: number;
  leads: number;
  projects: number;
}

export interface Sources {
  total: number;
  leads: number;
  projects: number;
  by_region: SourceLine[];
  by_industry: SourceLine[];
  by_chain_place: SourceLine[];
  gaps: { code: string; name_zh: string; name_en: string; cluster: string; inquiries: number }[];
}

export interface DutyLine {
  park_code: string | null;
  park_name_zh: string;
  park_name_en: string;
  owner_id: number | null;
  owner_name: string;
  valid_from: string | null;
}
