import type * as contract from "../../api/schema";

/** Money comes as text, so that no cent is lost. */
export type Money = string | number;

export type CaseItem = contract.GisappIdleCasesSchemasCaseAnswer;
export type CaseList = contract.CaseListAnswer;
export type Suspect = contract.SuspectAnswer;
export type Correction = contract.CorrectionAnswer;
export type Step = contract.GisappIdleCasesSchemasStepAnswer;
export type Service = contract.ServiceAnswer;
export type Entry = contract.GisappIdleCasesSchemasEntryAnswer;
export type Clock = contract.ClockAnswer;
export type Rest = contract.RestAnswer;
export type OwnTime = contract.OwnTimeAnswer;
export type Fee = contract.FeeAnswer;
export type OpenStep = contract.GisappIdleCasesSchemasOpenStepAnswer;
export type MeasureOption = contract.GisappIdleCasesSchemasMeasureAnswer;
export type Creditor = contract.CreditorAnswer;

export interface TraceLine {
  question_zh: string;
  question_en: string;
  answer_zh: string;
  answer_en: string;
  source?: string;
  arithmetic_zh?: string;
  arithmetic_en?: string;
  rule?: { code: string; value: string; unit: string; basis: string; effective_from: string; confirmed: boolean };
}

export interface Identification {
  as_of: string;
  state: string;
  ground: string | null;
  since: string | null;
  side: string | null;
  is_proposal: boolean;
  may_fee: boolean;
  may_recover: boolean;
  next_duty: { duty: string; latest_on: string | null; article: string };
  missing: string[];
  trace: TraceLine[];
}

export type CaseDocument = contract.CaseDocumentAnswer;
export type Custody = contract.CustodyAnswer;
export type Bundle = contract.BundleAnswer;
export type CaseSheet = contract.CaseSheetAnswer;
export type Judgement = contract.JudgementAnswer;
export type IdleCost = contract.IdleCostAnswer;
export type ReuseOfCase = contract.GisappReuseSchemasMeasureAnswer;
