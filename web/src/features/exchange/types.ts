import type * as contract from "../../api/schema";

export type Run = contract.RunItem;
export type Difference = contract.DifferenceItem;
export type RunSheet = contract.GisappExchangeSchemasRunSheet;
