import type * as contract from "../../api/schema";

export type ReportHead = contract.ReportHead;
export type ReportList = contract.GisappCockpitSchemasReportList;
export type FrozenFigure = contract.FrozenFigure;
export type Report = contract.Report;
export type Verified = contract.Verified;
export type Restated = contract.Restated;
