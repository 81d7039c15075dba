import type * as contract from "../../api/schema";

export type YearRow = contract.YearAnswer;
export type LandPart = contract.LandAnswer;

/** Amounts in yuan, tce, kWh, tonnes, persons; null = not told. */
export const amountNames = [
  "tax_yuan",
  "value_added_yuan",
  "output_yuan",
  "revenue_yuan",
  "fixed_investment_yuan",
  "rd_yuan",
  "staff",
  "energy_tce",
  "electricity_kwh",
  "emission_t",
] as const;
export type AmountName = (typeof amountNames)[number];
export type Amounts = Record<AmountName, number | null>;

export type Figures = contract.GisappPerformanceSchemasFigureAnswer;
export type MissingFigures = contract.MissingAnswer;
export type FigureList = contract.GisappPerformanceSchemasFigureList;
export type FigureVersion = contract.FigureVersion;
export type ImportHead = contract.ImportAnswer;
export type ImportRow = contract.ImportRowAnswer;
export type ImportSheet = contract.ImportSheet;

export interface Contribution {
  criterion: string;
  weight: string;
  reference: string;
  value: string | null;
  points: string | null;
  note: string | null;
  missing: string[];
}

export type Result = contract.LeagueRow;

export type PreviewRow = contract.PreviewRow;
export type LeagueRow = contract.LeagueRow;
export type Run = contract.GisappPerformanceSchemasRunAnswer;
export type League = contract.League;
export type Verification = contract.GisappPerformanceSchemasVerification;

export interface CriterionBody {
  segment: "above" | "below";
  criterion: string;
  weight: string;
  reference: string;
  cap: string | null;
  reference_basis: string;
  reference_confirmed: boolean;
}

export type Scheme = contract.SchemeAnswer;
export type CriterionWord = contract.CriterionWord;

export interface Preset {
  code: string;
  title_zh: string;
  basis: string;
  share_a: string;
  share_b: string;
  share_c: string;
  criteria: { segment: "above" | "below"; criterion: string; weight: string; reference: string }[];
}

export type SchemeSheet = contract.SchemeSheet;
export type Exemption = contract.ExemptionAnswer;
export type Appeal = contract.AppealAnswer;
export type LowRow = contract.LowEfficiencyAnswer;
export type RoomRow = contract.RoomAnswer;
export type RoomList = contract.RoomList;
export type FourRow = contract.FourRow;
export type FourPark = contract.FourPark;

export type FourName = "tax_wan_per_mu" | "value_added_wan_per_mu" | "investment_wan_per_mu" | "floor_area_ratio";

export type FourAnswer = contract.FourAnswer;

export type IdleCost = contract.IdleCostAnswer;

export type PlotSheet = contract.PlotPerformance;
