import type { Geometry } from "../../api/types";
import type { EvidenceFile } from "../../app/evidence-field";

/** A plot that has to be looked at on the day of the screen. */
export interface CoverageItem {
  plot_id: number;
  plot_no: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  area_m2: number;
  stage: string;
  development: string;
  compliance: string;
  holder_name_zh: string | null;
  watched_since: string | null;
  group_id: number | null;
  group_name_zh: string | null;
  is_assigned: boolean;
  last_visited_on: string | null;
  last_visitor_name: string | null;
  interval_days: number | null;
  unvisited_days: number;
  due_on: string | null;
  task_id: number | null;
  task_no: string | null;
  state: string;
}

export interface Coverage {
  as_of: string;
  interval_days: number;
  close_interval_days: number;
  basis: string;
  states: Record<string, number>;
  unassigned: number;
  total: number;
  area_m2: number;
  items: CoverageItem[];
}

export interface Member {
  id: number;
  name_zh: string;
  phone: string;
  joined_on: string;
}

export interface Group {
  id: number;
  park_code: string | null;
  park_name_zh: string | null;
  name_zh: string;
  base_lon: number | null;
  base_lat: number | null;
  plot_count: number;
  members: Member[];
}

export interface TaskLine {
  id: number;
  task_no: string;
  title_zh: string;
  park_code: string;
  park_name_zh: string;
  park_name_en: string;
  group_id: number;
  group_name_zh: string;
  assignee_name: string;
  planned_on: string;
  due_on: string;
  days_left: number;
  note_zh: string;
  route_length_m: number | null;
  route: Geometry | null;
  base_lon: number | null;
  base_lat: number | null;
  cancelled_on: string | null;
  cancel_reason: string | null;
  recorded_by_name: string;
  visited: number;
  state: string;
  done_on: string | null;
  is_overdue: boolean;
}

export interface TaskItem extends TaskLine {
  stops: number;
}

export interface Stop {
  plot_id: number;
  stop_no: number;
  reason: string;
  lon: number;
  lat: number;
  plot_no: string | null;
  area_m2: number | null;
  stage: string | null;
  development: string | null;
  compliance: string | null;
  holder_name_zh: string | null;
  visit_id: number | null;
  visited_on: string | null;
  visitor_name: string | null;
  outcome: string | null;
  observations: string[] | null;
}

export interface Task extends TaskLine {
  stop_count: number;
  stops: Stop[];
}

export interface PlanAnswer {
  length_m: number;
  as_chosen_m: number;
  stops: { plot_id: number; plot_no: string; stop_no: number; lon: number; lat: number }[];
  line: [number, number][];
}

export interface Photo {
  evidence_id: number;
  sha256: string;
  taken_at: string | null;
  lon: number | null;
  lat: number | null;
  distance_m: number | null;
  camera: string;
}

export interface Visit {
  id: number;
  plot_id: number;
  plot_no: string | null;
  park_code: string;
  park_name_zh: string;
  task_id: number | null;
  task_no: string | null;
  visited_on: string;
  visited_at: string | null;
  visitor_name: string;
  observations: string[];
  outcome: string;
  note_zh: string;
  lon: number | null;
  lat: number | null;
  position_source: string | null;
  accuracy_m: number | null;
  is_inside: boolean | null;
  distance_m: number | null;
  away_reason: string;
  case_id: number | null;
  case_no: string | null;
  withdrawn_on: string | null;
  withdrawn_reason: string | null;
  recorded_by_name: string;
  photos: Photo[];
  evidence: EvidenceFile[];
}

export interface VisitList {
  total: number;
  items: Visit[];
}

export interface VisitPreview {
  distance_m: number | null;
  position_source: string | null;
  photos: Photo[];
  findings: import("../../ui/findings-list").ShownFinding[];
}

export interface GroundShape {
  name: string;
  geometry: Geometry;
}

export interface PlotShape {
  plot_id: number;
  plot_no: string;
  geometry: Geometry;
  lon: number;
  lat: number;
}

/** What a printable picture is drawn from. */
export interface Picture {
  parks: GroundShape[];
  roads: GroundShape[];
  plots: PlotShape[];
}
