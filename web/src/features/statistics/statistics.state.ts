import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import { dataRevision } from "../../app/changes";
import { filterQuery } from "../../app/filter-query";
import { layout } from "../../app/layout";
import { asOfQuery, desk, filters, setFilters } from "../../app/location";
import { session } from "../../app/session";
import { sumByPark, sumByStage, sumOf } from "./sums";

export type Statistics = contract.Statistics;

export const measure = signal<"area" | "count">("area");

/** Asked with every filter but park and stage: these two are what is chosen here, and the rest must stay to be compared. */
export const statistics = resource(
  () => {
    if (desk.value !== "statistics" || !layout.value.left || !session.value?.signed_in) return null;
    return { ...filterQuery.value, ...asOfQuery.value, park: null, stage: null, round: dataRevision.value };
  },
  ({ round: _, ...query }, abort) => api.get("/api/statistics/parks", { query, signal: abort }),
);

const rows = computed(() => statistics.data.value?.rows ?? []);
export const parkSums = computed(() => sumByPark(rows.value));
export const stageSums = computed(() => sumByStage(rows.value));
export const wholeSum = computed(() => sumOf(rows.value, [], []));
export const chosenSum = computed(() => sumOf(rows.value, filters.value.park, filters.value.stage));

export function togglePark(code: string): void {
  const only = filters.value.park.length === 1 && filters.value.park[0] === code && !filters.value.stage.length;
  setFilters({ park: only ? [] : [code], stage: [] });
}

export function toggleStage(stage: string): void {
  const only = filters.value.stage.length === 1 && filters.value.stage[0] === stage && !filters.value.park.length;
  setFilters({ stage: only ? [] : [stage], park: [] });
}

/** One segment: exactly this park in this stage; pressed again, everything. */
export function toggleSegment(code: string, stage: string): void {
  const chosen = isChosen(code, stage) && filters.value.park.length === 1 && filters.value.stage.length === 1;
  setFilters(chosen ? { park: [], stage: [] } : { park: [code], stage: [stage] });
}

/** Does the filter on park and stage let this part through? */
export function isChosen(code: string, stage: string): boolean {
  const { park, stage: stages } = filters.value;
  return (!park.length || park.includes(code)) && (!stages.length || stages.includes(stage));
}

export const isNarrowed = computed(() => filters.value.park.length > 0 || filters.value.stage.length > 0);
