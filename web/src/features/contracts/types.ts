import type * as contract from "../../api/schema";

export type Bbox = [number, number, number, number];

export type ContractItem = contract.ContractItem;
export type ContractTotals = contract.ContractTotals;
export type ContractList = contract.ContractList;
export type OpenAllocation = contract.OpenAllocation;
export type Instalment = contract.InstalmentAnswer;
export type Promised = contract.PromiseAnswer;
export type Terms = contract.TermsAnswer;
export type Side = contract.Side;
export type Change = contract.GisappContractsSchemasChangeAnswer;
export type Version = contract.VersionAnswer;
export type Duty = contract.ExplainedCommitment;
export type ContractSheet = contract.ContractSheet;
