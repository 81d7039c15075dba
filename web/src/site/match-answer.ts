/** The answer of POST /api/matches. Scores of 100. */

import type { Requirement } from "./requirement";
import type { SiteItem } from "./types";

export interface Contribution {
  criterion: string;
  label_zh: string;
  label_en: string;
  weight: number;
  points: number;
  known: number;
  adds: number;
  could_add: number;
  state: "met" | "partly" | "missed" | "unknown";
  is_must: boolean;
  reason_zh: string;
  reason_en: string;
}

export interface Threshold {
  indicator: string;
  label_zh: string;
  label_en: string;
  is_met: boolean | null;
  required_zh: string;
  required_en: string;
  planned_zh: string;
  planned_en: string;
  margin_zh: string | null;
  margin_en: string | null;
  basis: string;
  source: "announced" | "table";
}

export interface Candidate {
  candidate: "site" | "combination" | "division";
  sites: SiteItem[];
  area_m2: number | null;
  rest_m2: number | null;
  score: number;
  reliability: number;
  contributions: Contribution[];
  thresholds: Threshold[];
}

export interface Relaxation {
  criterion: string;
  how: string;
  words_zh: string;
  words_en: string;
  gain: number;
  total: number;
  requirement: Requirement;
}

export interface MatchAnswer {
  run: number;
  as_of: string;
  algorithm: string;
  requirement: Requirement;
  published: number;
  total: number;
  ids: number[];
  weights: { criterion: string; label_zh: string; label_en: string; weight: number }[];
  excluded: { criterion: string; label_zh: string; label_en: string; count: number; alone: number }[];
  items: Candidate[];
  alternatives: Candidate[];
  relaxations: Relaxation[];
}
