import type * as contract from "../../api/schema";

export const axisNames = ["land_control", "servicing", "supply", "development", "compliance"] as const;
export type AxisName = (typeof axisNames)[number];

/** The vocabulary of each axis in the server's terms. */
export const axisTerms: Record<AxisName, string> = {
  land_control: "land.LandControl",
  servicing: "land.ServicingLevel",
  supply: "land.SupplyState",
  development: "land.DevelopmentState",
  compliance: "land.ComplianceState",
};

export type Axis = contract.Axis;
export type Areas = contract.Areas;
export type BoundaryPoint = contract.BoundaryPoint;
export type Boundary = contract.Boundary;
export type Conditions = contract.Conditions;
export type ServicingFact = contract.ServicingFact;

export type PlotParty = contract.PlotParty;

export type Milestone = contract.Milestone;

export type Contract = contract.Contract;

export type Neighbour = contract.GisappDossierSchemasNeighbour;
export type Constraint = contract.ConstraintOverlap;

export type Dossier = contract.Dossier;

export type TimelineEvent = contract.TimelineEvent;
