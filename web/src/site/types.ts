/** The answers of /api/sites that the window reads. Areas in m², prices by name. */
import type * as contract from "../api/schema";

export interface Choice {
  value: string;
  label_zh: string;
  label_en: string;
  count: number;
}

export type IndustryChoice = contract.GisappSitesSchemasIndustryChoice;
export type MeasureChoice = contract.MeasureChoice;
export type Facets = contract.Facets;

export type SiteLimit =
  | "industry"
  | "area"
  | "park"
  | "delivery"
  | "price"
  | "utility"
  | "supply"
  | "kind"
  | "far"
  | "capacity"
  | "distance"
  | "building";

export const siteKinds = ["plot", "workshop", "transfer", "expansion"] as const;
export type SiteKind = (typeof siteKinds)[number];
/** The states of a plot that are public. */
export const publicSupply = ["on_offer", "announced", "closed"] as const;
/** Utilities in the order in which 三通、五通、七通 count them. */
export const utilityOrder = ["road", "water", "power", "drainage", "telecom", "gas", "heat", "levelled"] as const;
export type UtilityName = (typeof utilityOrder)[number];

export type RoadPiece = contract.RoadPiece;

export interface Prices {
  start_price_yuan_per_m2: number | null;
  start_price_wan_per_mu: number | null;
  start_price_wan_per_ha: number | null;
  start_total_yuan: number | null;
}

export type SiteItem = contract.SiteItem;
export type SiteList = contract.SiteList;

export type IndustryName = contract.IndustryName;
export type SheetUtility = contract.SheetUtility;
export type SheetConditions = contract.SheetConditions;
export type Neighbour = contract.GisappSitesSchemasNeighbour;
export type SheetRoad = contract.SheetRoad;
export type SheetOffer = contract.SheetOffer;
export type SheetListing = contract.SheetListing;
export type SheetDistance = contract.SheetDistance;
export type SheetAssessment = contract.SheetAssessment;
export type SheetChain = contract.SheetChain;
export type SheetPhoto = contract.SheetPhoto;
export type SheetPremises = contract.SheetPremises;
export type SiteSheet = contract.SiteSheet;
