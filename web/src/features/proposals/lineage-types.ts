import type * as contract from "../../api/schema";

export type LineageNode = contract.LineageNode;
export type LineageEdge = contract.LineageEdge;
export type Lineage = contract.LineageAnswer;
