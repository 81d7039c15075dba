import type * as contract from "../../api/schema";

export type RuleRef = contract.RuleEntryAnswer;

/** One step of the reasoning, in both languages. */
export interface TraceLine {
  question_zh: string;
  question_en: string;
  answer_zh: string;
  answer_en: string;
  source?: string;
  arithmetic_zh?: string;
  arithmetic_en?: string;
  rule?: RuleRef;
}

export interface Answer {
  contract_no: string;
  as_of: string;
  state: string;
  ground: string | null;
  since: string | null;
  is_proposal: boolean;
  side: string | null;
  may_fee: boolean;
  may_recover: boolean;
  own_year_on: string | null;
  own_recovery_on: string | null;
  next_duty: { duty: string; latest_on: string | null; article: string };
  missing: string[];
  missing_en: string[];
  trace: TraceLine[];
}

export type Span = contract.Span;
export type Clock = contract.Clock;

export type Knowledge = "known" | "none" | "unknown";

export type Input = contract.Input;
export type ToldFact = contract.ToldFact;
export type Turn = contract.Turn;
export type ContractIdle = contract.ContractIdle;
export type PlotIdle = contract.PlotIdle;
export type Finding = contract.FindingItem;
export type KeptAnswer = contract.KeptAnswer;
export type ScanRun = contract.ScanRun;
export type ClassTally = contract.ClassTally;
export type FindingPage = contract.FindingList;

/** Classes of the map in the order of urgency; "" = of none of them. */
export const landClasses = ["not_started_two", "not_started_one", "stopped", "survey", "warning", "stale"] as const;

/** Whether a contract may have several facts of a kind at one time. */
export const repeated: ReadonlySet<string> = new Set(["developed_area", "invested", "stop", "cause"]);
