import type * as contract from "../../api/schema";

export type Unit = "area" | "count" | "share" | "money" | "per_mu" | "ratio";

export type Link = contract.GisappCockpitSchemasLink;
export type ParkAmount = contract.ParkAmount;
export type Figure = contract.Figure;
export type Cockpit = contract.Cockpit;
export type FlowMonth = contract.FlowMonth;

export type AgeBy = "idle_age" | "case_age";

export type ListItem = contract.ListItem;
export type FigureList = contract.GisappCockpitSchemasFigureList;
export type Explanation = contract.Explanation;
export type GoalCandidate = contract.GoalCandidate;
export type GoalChoice = contract.GoalChoice;
export type GoalResult = contract.GoalResult;
