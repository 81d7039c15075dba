import type * as contract from "../../api/schema";

export const stockClasses = [
  "not_approved",
  "approved_unsupplied",
  "supplied_unused",
  "partly_used",
  "built_idle",
  "below_promise",
  "in_good_use",
  "not_for_supply",
  "unclassified",
] as const;
export type StockClass = (typeof stockClasses)[number];

export type Patch = contract.PatchItem;
export type PatchPage = contract.PatchList;
export type ClassSum = contract.ClassSum;
export type Ladder = contract.Ladder;
export type ParkIdentity = contract.ParkIdentity;
export type Identity = contract.Identity;
export type Rate = contract.GisappStockSchemasRateAnswer;
export type Definition = contract.GisappStockSchemasDefinitionAnswer;
export type PatchSheet = contract.PatchSheet;
export type Part = contract.PartAnswer;
export type PlotStock = contract.PlotStock;
export type CutPreview = contract.CutPreview;
export type Figures = contract.Figures;
export type Report = contract.ReportAnswer;
export type Month = contract.MonthAnswer;
export type Months = contract.Months;
export type Move = contract.GisappStockSchemasMoveAnswer;
export type MonthSheet = contract.MonthSheet;
export type Approval = contract.ApprovalAnswer;
export type ApprovalSheet = contract.ApprovalSheet;
