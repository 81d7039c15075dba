import type * as contract from "../../api/schema";

export type Inquiry = contract.InquiryItem;
export type InquiryList = contract.InquiryListAnswer;
export type Step = contract.GisappInquiriesSchemasStepAnswer;
export type PersonRead = contract.PersonRead;
export type InquirySheet = contract.InquirySheet;
export type Person = contract.PersonAnswer;
export type SourceLine = contract.SourceLine;
export type Sources = contract.SourceAnswer;
export type DutyLine = contract.DutyLine;
