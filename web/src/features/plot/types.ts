import type { Bbox, Geometry, LonLat } from "../../api/types";

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

export interface Axis {
  value: string;
  since: string | null;
  source: string | null;
  document: string | null;
}

export interface Areas {
  surveyed_m2: number | null;
  planar_m2: number;
  ellipsoidal_m2: number;
  planar_epsg: number;
}

export interface BoundaryPoint {
  no: string;
  /** North, text as delivered. */
  x: string;
  /** East, text as delivered, usually with the zone number in front. */
  y: string;
  /** Length of the side to the next point. */
  side_m: number;
}

export interface Boundary {
  epsg: number;
  origin: "delivered" | "computed";
  rings: { ring: number; points: BoundaryPoint[] }[];
}

export interface Conditions {
  far_min: number | null;
  far_max: number | null;
  building_coefficient_min: number | null;
  building_coefficient_max: number | null;
  green_ratio_min: number | null;
  green_ratio_max: number | null;
  height_min_m: number | null;
  height_max_m: number | null;
  document_no: string | null;
  source: string;
  valid_from: string;
}

export interface ServicingFact {
  utility: string;
  status: string;
  capacity: number | null;
  unit: string | null;
  source: string;
  observed_on: string;
  valid_from: string;
}

export interface PlotParty {
  party_id: number;
  role: string;
  kind: string;
  name_zh: string;
  name_en: string;
  credit_code: string | null;
  share: number;
  source: string;
  document: string | null;
  valid_from: string;
}

export interface Milestone {
  kind: string;
  agreed_on: string | null;
  /** The agreed day, or the one that follows from the handover where none was agreed. */
  due_on: string | null;
  actual_on: string | null;
  days_late: number | null;
  document: string | null;
  note: string;
}

export interface Contract {
  id: number;
  contract_no: string;
  supervision_no: string | null;
  signed_on: string;
  area_m2: number;
  price_yuan: number | null;
  term_years: number | null;
  party_name_zh: string;
  party_name_en: string;
  credit_code: string | null;
  source: string;
  version_no: number;
  supplement_no: string | null;
  milestones: Milestone[];
}

export interface Neighbour {
  id: number;
  plot_no: string;
  stage: string;
  area_m2: number;
  shared_m: number;
}

export interface Constraint {
  id: number;
  kind: string;
  name_zh: string;
  name_en: string;
  source: string;
  overlap_m2: number;
}

export interface Version {
  version_no: number;
  plot_no: string;
  area_m2: number;
  source: string;
  document: string | null;
  valid_from: string;
  valid_to: string | null;
  recorded_at: string;
}

/** All that is known of one plot on a day. */
export interface Dossier {
  id: number;
  version_no: number;
  plot_no: string;
  plot_name: string | null;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  stage: string;
  land_control: string;
  servicing: string;
  supply: string;
  development: string;
  compliance: string;
  is_public: boolean;
  parcel_no: string | null;
  real_estate_unit_no: string | null;
  supervision_no: string | null;
  address: string | null;
  land_use_scheme: string | null;
  land_use_code: string | null;
  land_use_name_zh: string | null;
  land_use_name_en: string | null;
  area_m2: number;
  areas: Areas;
  axes: Partial<Record<AxisName, Axis>>;
  boundary: Boundary;
  boundary_valid_from: string;
  boundary_recorded_at: string;
  source: string;
  document: string | null;
  survey_id: number | null;
  conditions: Conditions | null;
  servicing_facts: ServicingFact[];
  parties: PlotParty[];
  contract: Contract | null;
  neighbours: Neighbour[];
  constraints: Constraint[];
  versions: Version[];
  /** Which state decides the stage, said by the server that derived it. */
  why: { axis: AxisName; message_zh: string; message_en: string };
  geometry: Geometry;
  centroid: LonLat;
  bbox: Bbox;
}

export interface TimelineEvent {
  id: number;
  at: string;
  actor_name: string;
  tag: string;
  label_zh: string;
  label_en: string;
  changes: Record<string, { old: string | null; new: string | null }>;
  reason: string | null;
  document: string | null;
}
