import { computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { sorted } from "./compare";
import type { BoardRow, Topic } from "./types";

export const tabIds = ["board", "table", "assessments"] as const;
export type TabId = (typeof tabIds)[number];
export const tab = computed<TabId>(() => tabIds.find((id) => id === extra.value.prepare) ?? "board");

export function openTab(id: string): void {
  setExtra("prepare", id === "board" ? null : id);
}

const isOpen = (id: TabId) => desk.value === "prepare" && tab.value === id;

/** The filters are part of the address, so that a copied link is the same list. */
const filterNames = ["park", "state", "topic", "q", "industry", "indicator", "all", "kind", "term"] as const;
export type FilterName = (typeof filterNames)[number];
export const filter = computed(
  () =>
    Object.fromEntries(filterNames.map((name) => [name, extra.value[`prepare_${name}`] ?? ""])) as Record<
      FilterName,
      string
    >,
);

export function setFilter(name: FilterName, value: string): void {
  setExtra(`prepare_${name}`, value || null);
}

export function clearFilter(names: readonly FilterName[]): void {
  for (const name of names) setFilter(name, "");
}

// the board -----------------------------------------------------------------------------------------------------------
export const board = resource(
  () => (isOpen("board") && can("readiness:read") ? { ...asOfQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/readiness", { query, signal: abort }),
);

export const boardFilters: readonly FilterName[] = ["park", "state", "topic", "q"];

/** The rows that pass every filter but the one named: the counts beside its choices. */
export function rowsBut(left: FilterName | null): BoardRow[] {
  const { park, state, topic, q } = filter.value;
  const wanted = q.trim().toLowerCase();
  return (board.data.value?.items ?? []).filter(
    (row) =>
      (left === "park" || !park || row.park_code === park) &&
      (left === "state" || !state || row.state === state) &&
      (left === "topic" || !topic || row.topics[topic as Topic] !== "passed") &&
      (!wanted || row.plot_no.toLowerCase().includes(wanted)),
  );
}

export const sort = signal("plot_no");
export const shownRows = computed(() => sorted(rowsBut(null), sort.value));

let asked = -1;

/** Have what was overtaken judged again, once per change; the map then shows it. */
export async function judgeAgain(): Promise<number> {
  const { judged } = await api.post("/api/readiness/refresh");
  if (judged > 0) noteDataChange();
  return judged;
}

/** A kept answer that is overtaken is given again as soon as somebody who may looks at it. */
export function settlePending(isPending: boolean): void {
  if (!isPending || isHistory.value || !can("readiness:answer") || asked === dataRevision.peek()) return;
  asked = dataRevision.peek();
  judgeAgain().catch(() => {
    // what is shown is judged live in any case; only the map waits
  });
}

/** */
function bindPrepare(): void {
  effect(() => settlePending((board.data.value?.pending_count ?? 0) > 0));
}

// the table -----------------------------------------------------------------------------------------------------------
export const tableFilters: readonly FilterName[] = ["park", "industry", "indicator", "all"];
export const tableQuery = computed(() => {
  const industry = filter.value.industry.trim();
  return { ...asOfQuery.value, industry, park: industry ? filter.value.park : "" };
});
export const table = resource(
  () => (isOpen("table") && can("indicator:read") ? { ...tableQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/indicators", { query, signal: abort }),
);

export const catalogue = resource(
  () => (can("indicator:read") ? {} : null),
  (_, abort) => api.get("/api/indicators/catalogue", { signal: abort }),
);

// assessments ---------------------------------------------------------------------------------------------------------
export const assessmentFilters: readonly FilterName[] = ["park", "kind", "term"];
export const assessments = resource(
  () => (isOpen("assessments") && can("assessment:read") ? { ...asOfQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/assessments", { query, signal: abort }),
);
export const openAssessmentId = computed(() => Number(extra.value.assessment) || null);

export function openAssessment(id: number | null): void {
  setExtra("assessment", id === null ? null : String(id));
}

export const assessment = resource(
  () =>
    isOpen("assessments") && openAssessmentId.value !== null
      ? { id: openAssessmentId.value, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ id, query }, abort) =>
    api.get("/api/assessments/{assessment_id}", { path: { assessment_id: id }, query, signal: abort }),
);

bindPrepare();
