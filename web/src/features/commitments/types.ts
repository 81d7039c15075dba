import type * as contract from "../../api/schema";

export type TallyColumn = "kept" | "late" | "broken" | "waived" | "not_yet_due";
export const tallyColumns: readonly TallyColumn[] = ["kept", "late", "broken", "waived", "not_yet_due"];

export type Tally = contract.TallyAnswer;
export type Commitment = contract.CommitmentItem;
export type CommitmentPage = contract.CommitmentList;
export type RateRow = contract.RateRow;
export type RateTable = contract.RateTable;
export type Check = contract.GisappCommitmentsSchemasCheckAnswer;
export type Waiver = contract.WaiverAnswer;
export type Figure = contract.GisappCommitmentsSchemasFigureAnswer;
export type ExplainedCommitment = contract.ExplainedCommitment;
export type Promises = contract.Promises;
export type CheckPreview = contract.CheckPreview;
