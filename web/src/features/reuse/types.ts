import type * as contract from "../../api/schema";

export type Change = contract.GisappReuseSchemasChangeAnswer;
export type Measure = contract.GisappReuseSchemasMeasureAnswer;
export type MeasureList = contract.MeasureListAnswer;
export type Step = contract.GisappReuseSchemasStepAnswer;
export type Target = contract.TargetAnswer;
export type Milestone = contract.MilestoneAnswer;
export type MovedParty = contract.MovedPartyAnswer;
export type Figures = contract.FiguresAnswer;
export type Yearly = contract.YearlyAnswer;

export type Rings = number[][][];
export interface Shape {
  type: string;
  coordinates: Rings[];
}

export interface Ground {
  plot: Shape;
  part: Shape | null;
  new_layout: Shape | null;
  plots: { plot_id: number; plot_no: string; area_m2: number; geometry: Shape }[];
}

export type OpenStep = contract.OpenStep;
export type Sheet = contract.MeasureSheetAnswer;
export type Spec = contract.SpecAnswer;
export type Start = contract.StartAnswer;
export type UseStep = contract.UseStepAnswer;
export type TemporaryUse = contract.UseAnswer;
export type UseList = contract.UseListAnswer;
export type EncumbranceRow = contract.EncumbranceAnswer;
