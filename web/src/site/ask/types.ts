import type * as contract from "../../api/schema";

export type Notice = contract.GisappInquiriesSchemasNotice;
export type AskForm = contract.FormAnswer;
export type Receipt = contract.Receipt;
export type Status = contract.StatusAnswer;
