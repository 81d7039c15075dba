import type { ParkAmount, Unit } from "./types";

export interface ReportHead {
  id: number;
  month: string;
  as_of: string;
  sha256: string;
  previous_sha256: string | null;
  frozen_at: string;
  frozen_by_name: string;
  characters: number;
  reasons: number;
}

export interface ReportList {
  items: ReportHead[];
  open_months: string[];
}

export interface FrozenFigure {
  id: string;
  group: string;
  unit: Unit;
  label_zh: string;
  label_en: string;
  is_input: boolean;
  value: number | null;
  count: number;
  numerator: number | null;
  denominator: number | null;
  by_park: ParkAmount[];
}

export interface Report {
  id: number;
  month: string;
  as_of: string;
  sha256: string;
  previous_sha256: string | null;
  frozen_at: string;
  frozen_by_name: string;
  parks: { code: string; name_zh: string; name_en: string }[];
  figures: FrozenFigure[];
}

export interface Verified {
  sha256: string;
  computed_sha256: string;
  is_intact: boolean;
  follows: boolean;
}

export interface Restated {
  id: string;
  group: string;
  unit: Unit;
  label_zh: string;
  label_en: string;
  frozen: number;
  live: number;
  difference: number;
  changes: { key: string; name_zh: string; frozen: number | null; live: number | null }[];
  reasons: {
    frozen_value: number | null;
    live_value: number | null;
    reason: string;
    recorded_at: string;
    recorded_by_name: string;
  }[];
}
