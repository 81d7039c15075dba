import type * as contract from "../../api/schema";

/** The server's answers about proposals; areas in m², geometry in EPSG:4490. */
export type State = "draft" | "submitted" | "returned" | "published" | "withdrawn";

export type Proposal = contract.ProposalAnswer;
export type ProposalList = contract.ProposalListAnswer;
export type Parent = contract.ParentAnswer;
export type Shape = contract.ShapeAnswer;
export type Operation = contract.OperationAnswer;
export type Step = contract.GisappProposalsSchemasStepAnswer;
export type Remark = contract.RemarkAnswer;
export type Sheet = contract.ProposalSheetAnswer;

export interface FieldChange {
  field: string;
  old: string | null;
  new: string | null;
}

export interface DifferenceRow {
  class: string;
  key: string;
  plot_id: number | null;
  shape_id: number | null;
  plot_no: string;
  from_nos: string[];
  to_nos: string[];
  area_before_m2: number | null;
  area_after_m2: number | null;
  fields: FieldChange[];
  group: number;
}

export interface BalanceLine {
  before_m2: number;
  after_m2: number;
  difference_m2: number;
  before_mu: number;
  after_mu: number;
  difference_mu: number;
}

export interface BalanceGroup extends BalanceLine {
  group: number;
  from_nos: string[];
  to_nos: string[];
  keeps_ground: boolean;
  is_kept: boolean;
}

export interface Balance extends BalanceLine {
  tolerance_m2: number;
  groups: BalanceGroup[];
}

export type Check = contract.GisappProposalsSchemasCheckAnswer;
