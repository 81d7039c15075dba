export interface LineageNode {
  plot_id: number;
  version_no: number;
  /** What it is to the plot that was asked for: own, origin, sibling, successor. */
  relation: string;
  plot_no: string;
  area_m2: number;
  began_on: string;
  ended_on: string | null;
  is_live: boolean;
}

export interface LineageEdge {
  id: number;
  from_plot_id: number;
  from_version_no: number;
  to_plot_id: number;
  to_version_no: number;
  kind: string;
  changed_on: string;
  area_m2: number;
  proposal_id: number | null;
  proposal_no: string | null;
  source: string;
}

export interface Lineage {
  plot_id: number;
  nodes: LineageNode[];
  edges: LineageEdge[];
}
