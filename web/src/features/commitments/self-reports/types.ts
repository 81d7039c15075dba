import type * as contract from "../../../api/schema";

export type ReportState = "open" | "submitted" | "returned" | "accepted" | "cancelled";
export const reportStates: readonly ReportState[] = ["open", "submitted", "returned", "accepted", "cancelled"];
export type ReportPart = "progress" | "figures" | "photos";

export type ReportRow = contract.ReportRow;
export type ReportList = contract.GisappSelfReportsSchemasReportList;
export type AskableFigure = contract.AskableFigure;
export type Offer = contract.Offer;
export type Filing = contract.Filing;
export type ReportStep = contract.StepTold;
export type ReportSheet = contract.GisappSelfReportsSchemasReportSheet;
export type UsableReport = contract.UsableReport;
