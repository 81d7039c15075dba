export interface Notice {
  version: string;
  confirmed: boolean;
  text_zh: string;
  text_en: string;
  basis: { article_zh: string; about_en: string }[];
  answer_workdays: number;
  keep_days: number;
}

export interface AskForm {
  challenge: string;
  salt: string;
  bits: number;
  expires_at: string;
  notice: Notice;
  industries: { code: string; name_zh: string; name_en: string; cluster: string }[];
}

export interface Receipt {
  receipt_no: string;
  key: string;
  received_on: string;
  answer_due_on: string;
  answer_workdays: number;
}

export interface Status {
  receipt_no: string;
  received_on: string;
  language: string;
  answer_workdays: number;
  answer_due_on: string;
  state: string;
  owner_name: string;
  touched_on: string;
  answered_on: string | null;
  closed_on: string | null;
  close_reason: string;
  is_overdue: boolean;
  is_erased: boolean;
  is_withdrawable: boolean;
  kept_until: string;
  park_name_zh: string | null;
  park_name_en: string | null;
  site_id: number | null;
  plot_no: string | null;
  site_is_published: boolean;
  asker_name: string | null;
  contact: string | null;
  question: string | null;
  is_answered: boolean;
  follow_ups: number;
  /** Answers and what the asker asked since, in their order. */
  exchange: { kind: "question" | "answer"; on: string; body: string; by: string }[];
  may_ask_again: boolean;
}
