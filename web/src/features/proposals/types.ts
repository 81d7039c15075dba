import type { Bbox, Finding, Geometry } from "../../api/types";

/** The server's answers about proposals; areas in m², geometry in EPSG:4490. */
export type State = "draft" | "submitted" | "returned" | "published" | "withdrawn";

export interface Proposal {
  id: number;
  park_code: string;
  proposal_no: string;
  title_zh: string;
  purpose_zh: string;
  document: string | null;
  effective_on: string | null;
  state: State;
  since: string;
  version: number;
  author_name: string;
  changed_at: string;
  changed_by_name: string;
  last_actor_name: string;
  last_reason: string;
  operation_count: number;
  failed_count: number;
  kinds: string[];
  shape_count: number;
  plot_nos: string[];
  area_m2: number | null;
  bbox: Bbox | null;
  conflict_count: number;
  remark_count: number;
  open_remark_count: number;
  waiting_days: number | null;
}

export interface ProposalList {
  items: Proposal[];
  total: number;
  by_state: Partial<Record<State, number>>;
  with_conflicts: number;
  mine: number;
}

export interface Parent {
  id: number;
  plot_id: number | null;
  shape_id: number | null;
  plot_no: string | null;
  base_version_no: number | null;
  attributes: Record<string, string | null> | null;
  geometry: Geometry | null;
  is_live: boolean;
  is_stale: boolean;
  newest_version_no: number | null;
  newest_geometry: Geometry | null;
  is_retired: boolean | null;
  conditions_changed: boolean | null;
  changed_at: string | null;
  changed_by_name: string | null;
}

export interface Shape {
  id: number;
  plot_id: number | null;
  plot_no: string;
  geometry: Geometry;
  bbox: Bbox;
  area_planar_m2: number;
  attributes: Record<string, string | null>;
  policy: Record<string, { policy: string; value: string | null }>;
  is_live: boolean;
  is_final: boolean;
}

export interface Operation {
  id: number;
  sequence: number;
  kind: string;
  /** Of the act; `fields` = ways chosen for fields of the parents. */
  parameters: { fields?: Record<string, string> };
  cut_line: Geometry | null;
  is_failed: boolean;
  failures: Finding[];
  statement_zh: string;
  note_zh: string;
  version: number;
  is_removed: boolean;
  changed_by_name: string;
  changed_at: string;
  parents: Parent[];
  shapes: Shape[];
}

export interface Step {
  id: number;
  sequence: number;
  state: State;
  taken_on: string;
  reason: string;
  findings: (Finding & { key: string })[];
  difference: DifferenceRow[];
  balance: Balance;
  actor_name: string;
}

export interface Remark {
  id: number;
  round_no: number;
  shape_id: number | null;
  plot_no: string | null;
  geometry: Geometry | null;
  body_zh: string;
  must_mend: boolean;
  author_name: string;
  recorded_at: string;
  resolution_zh: string | null;
  resolved_by_name: string | null;
}

export interface Sheet extends Proposal {
  operations: Operation[];
  steps: Step[];
  remarks: Remark[];
  open_steps: State[];
  is_mine: boolean;
}

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

export interface Check {
  findings: (Finding & { key: string })[];
  has_errors: boolean;
  difference: DifferenceRow[];
  classes: Record<string, number>;
  balance: Balance;
  /** The first day from which it could hold, where its own day is too early. */
  earliest_on: string | null;
}
