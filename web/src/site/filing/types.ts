import type * as contract from "../../api/schema";

/** A figure that is asked for, as last told; money in yuan, null = not told. */
export type AskedFigure = contract.OwnFigure;
export type Filing = contract.OwnFiling;

export type Part = "progress" | "figures" | "photos";
export type ReportState = "open" | "submitted" | "returned" | "accepted" | "cancelled";

export type Report = contract.FilingForm;
export type Filed = contract.FilingReceipt;
