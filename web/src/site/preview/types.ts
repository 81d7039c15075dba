import type * as contract from "../../api/schema";

export interface RestsOn {
  basis: string;
  confirmed: boolean;
}

export type Source = contract.RestsOn;
export type Threshold = contract.GisappInvestorSchemasThreshold;
export type Duty = contract.SignedDuty;
export type Penalty = contract.SitePenalty;
export type Check = contract.Check;
export type Step = contract.PathBar;
export type Variant = contract.PathVariantAnswer;
export type Saving = contract.PathSaving;
export type NeededItem = contract.NeededItem;
export type Paths = contract.Paths;
export type Preview = contract.SitePreview;
export type TakeoverLine = contract.TakeoverLine;
export type Takeover = contract.SiteTakeover;
