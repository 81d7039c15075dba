import type * as contract from "../../api/schema";

export type Kind = "workshop" | "transfer" | "expansion";

export type Terms = contract.PremisesTerms;
export type PremisesRow = contract.PremisesRow;
export type Destination = contract.DestinationRowAnswer;
export type ChainLink = contract.LinkRowAnswer;
export type ChainMember = contract.MemberRowAnswer;
export type Context = contract.ContextAnswer;
export type Run = contract.RunRow;
export type RunList = contract.RunList;
