import type * as contract from "../../api/schema";

export type KeptSite = contract.ShortlistSite;
export type Shortlist = contract.ShortlistAnswer;
export type ComparedRow = contract.ComparedAspect;
export type ComparedSite = contract.ComparedSite;
export type Comparison = contract.SiteComparison;
