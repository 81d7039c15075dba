import type * as contract from "../../api/schema";
import type { ShownFinding } from "../../ui/findings-list";

export type PipelineRow = contract.PipelineRow;
export type PipelineColumn = contract.PipelineColumnAnswer;
export type Pipeline = contract.PipelineAnswer;

export type RuleEntry = contract.ReasonEntry;

export interface ClockStep {
  key: string;
  label_zh: string;
  label_en: string;
  on: string | null;
  state: "done" | "due" | "late" | "ahead";
  why_zh: string;
  why_en: string;
  entry: RuleEntry | null;
}

export interface Requirement {
  indicator: string;
  direction: string;
  value: string;
  words_zh: string;
  words_en?: string;
  basis: string;
  confirmed: boolean;
}

export interface RankingStep {
  key: string;
  indicator: string | null;
  label_zh?: string;
}

export interface RankingRule {
  steps: RankingStep[];
  weights: Record<string, string>;
  cap: string;
  sentence_zh: string;
  sentence_en?: string;
}

export interface ComparedIndicator {
  indicator: string;
  direction: string;
  required_zh: string;
  required_en?: string;
  promised_zh: string;
  promised_en?: string;
  margin_zh: string | null;
  margin_en?: string | null;
  verdict: string;
  basis: string;
}

export interface Admission {
  as_of: string;
  passed: boolean;
  comparisons: ComparedIndicator[];
  findings: ShownFinding[];
  assessed_by_name: string;
}

export type Application = contract.ApplicationAnswer;

export interface Place {
  application_id: number;
  number: number;
  party_name_zh: string;
  project_name: string;
  place: number | null;
  score: string | null;
  bid_yuan: string | null;
  tied_with: number[];
  why_zh: string;
  why_en?: string;
}

export interface Comparison {
  rows: {
    indicator: string;
    direction: string;
    required_zh: string;
    required_en: string;
    basis: string;
    cells: {
      application_id: number;
      promised_zh: string;
      promised_en: string;
      margin_zh: string | null;
      margin_en: string | null;
      verdict: string;
      message_zh: string | null;
      message_en: string | null;
    }[];
  }[];
  ranking: Place[];
  rule: RankingRule;
  findings: ShownFinding[];
  lots: { drawn_on: string; lots: Record<string, number>; witness: string } | null;
  tied: number[];
  winner_id: number | null;
}

export type Allocation = contract.AllocationAnswer;
export type LandOrigin = contract.LandOrigin;
export type ListingSheet = contract.ListingSheet;
export type ListingDefaults = contract.ListingDefaults;

export interface SupplyPlan {
  id: number;
  year: number;
  title: string;
  document: string;
  approved_on: string | null;
  items: {
    id: number;
    plot_id: number;
    plot_no: string;
    park_code: string;
    planned_quarter: number;
    planned_method: string;
    area_m2: number;
    listing_no: string | null;
  }[];
}
