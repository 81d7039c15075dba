import type * as contract from "../../api/schema";

export type CoverageItem = contract.CoverageItem;
export type Coverage = contract.GisappPatrolSchemasCoverageAnswer;
export type Member = contract.MemberAnswer;
export type Group = contract.GroupAnswer;

export type TaskLine = contract.TaskItem;

export type TaskItem = contract.TaskItem;
export type Stop = contract.StopAnswer;
export type Task = contract.TaskAnswer;
export type PlanAnswer = contract.PlanAnswer;
export type Photo = contract.PhotoAnswer;
export type Visit = contract.VisitAnswer;
export type VisitList = contract.VisitList;
export type VisitPreview = contract.VisitPreview;
export type GroundShape = contract.GroundShape;
export type PlotShape = contract.PlotShape;
export type Picture = contract.PictureAnswer;
