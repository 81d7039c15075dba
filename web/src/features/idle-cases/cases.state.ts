import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { layerDefinitions } from "../../app/layers";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { primaryId } from "../../app/selection";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import type { CaseItem, CaseSheet, OpenStep, Step } from "./types";

const isHere = () => desk.value === "idle" && can("idle_case:read");
const isOpen = () => isHere() && (extra.value.idle_tab ?? "cases") === "cases";
const moment = () => ({ ...asOfQuery.value, revision: dataRevision.value });
export const mayEdit = computed(() => can("idle_case:edit") && !isHistory.value);

/** The filters are part of the address, so that a copied link is the same list. */
export const filterNames = [
  "state",
  "ground",
  "side",
  "measure",
  "source",
  "park",
  "blocking",
  "officer",
  "open",
  "overdue",
  "q",
] as const;
export type FilterName = (typeof filterNames)[number];
export const filter = computed(
  () =>
    Object.fromEntries(filterNames.map((name) => [name, extra.value[`case_${name}`] ?? ""])) as Record<
      FilterName,
      string
    >,
);
export const isFiltered = computed(() => Object.values(filter.value).some(Boolean));
export const setFilter = (name: FilterName, value: string) => setExtra(`case_${name}`, value || null);
export const clearFilter = () => {
  for (const name of filterNames) setFilter(name, "");
};
export const filterQuery = computed(() => ({ ...filter.value, ...asOfQuery.value }));

export const caseId = computed(() => {
  const value = Number(extra.value.idle_case);
  return Number.isInteger(value) && value > 0 ? value : null;
});
export const openCase = (id: number | null) => setExtra("idle_case", id === null ? null : String(id));

export const sheetTabs = ["road", "disposal", "papers", "why", "notes", "file"] as const;
export type SheetTab = (typeof sheetTabs)[number];
export const sheetTab = computed<SheetTab>(() => {
  const asked = extra.value.case_tab as SheetTab | undefined;
  return asked && sheetTabs.includes(asked) ? asked : "road";
});
export const openSheetTab = (name: string) => setExtra("case_tab", name === "road" ? null : name);

export const cases = resource(
  () => (isOpen() && caseId.value === null ? { ...filter.value, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/idle-cases", { query, signal: abort }),
);
/** Counts by step do not change with the step that is chosen. */
export const tally = resource(
  () => (isOpen() && caseId.value === null ? { ...filter.value, state: "", open: "", overdue: "", ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/idle-cases", { query, signal: abort }),
);
export const suspects = resource(
  () => (isOpen() && caseId.value === null ? moment() : null),
  ({ revision: _, ...query }, abort) => api.get("/api/idle-cases/suspects", { query, signal: abort }),
);
export const documentKinds = resource(
  () => (isOpen() && caseId.value !== null && can("document:read") ? { once: true } : null),
  (_, abort) => api.get("/api/document-kinds", { signal: abort }),
);
export const officers = resource(
  () => (isOpen() ? { revision: dataRevision.value } : null),
  (_, abort) => api.get("/api/idle-cases/officers", { signal: abort }),
);
export const sheet = resource(
  () => (isOpen() && caseId.value !== null ? { id: caseId.value, ...moment() } : null),
  ({ revision: _, id, ...query }, abort) =>
    api.get("/api/idle-cases/{case_id}", { path: { case_id: id }, query, signal: abort }),
);
export const cost = resource(
  () => {
    const plot = sheet.data.value?.plot_id;
    return isOpen() && plot !== undefined && sheetTab.value === "disposal" && can("performance:read")
      ? { plot_id: plot, ...asOfQuery.value }
      : null;
  },
  (query, abort) => api.get("/api/idle-cost", { query, signal: abort }),
);

/** The measures of reuse that come from the open case. */
export const reuses = resource(
  () => (isOpen() && caseId.value !== null && can("reuse:read") ? { case_id: caseId.value, ...moment() } : null),
  async ({ revision: _, ...query }, abort) =>
    (await api.get("/api/reuse", { query, signal: abort })).items.filter(({ stage }) => stage !== "abandoned"),
);

/** The cases of the plot whose dossier is open. */
export const dossierIsOpen = signal(false);
export const ofPlot = resource(
  () =>
    primaryId.value !== null && dossierIsOpen.value && can("idle_case:read")
      ? { plot_id: primaryId.value, ...moment() }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/idle-cases", { query, signal: abort }),
);

/** Colour and pattern of each step, as on the map. */
export const classes = computed(() => {
  const layer = layerDefinitions.value.find(({ id }) => id === "idle_case");
  return new Map((layer?.legend.classes ?? []).map((entry) => [entry.value, entry]));
});

/** What a new clue is about. */
export interface Land {
  contract_id: number | null;
  plot_id: number;
  plot_no: string;
  park_code: string;
  ground?: string;
  source?: string;
}

export type Asked =
  | { kind: "open"; land: Land }
  | { kind: "step"; sheet: CaseSheet; way: OpenStep }
  | { kind: "correct"; sheet: CaseSheet; target: "case" | "step" | "service"; step?: Step; serviceId?: number }
  | { kind: "entry"; sheet: CaseSheet; entry: string }
  | { kind: "officer"; sheet: CaseItem }
  | { kind: "notice"; sheet: CaseSheet; encumbranceId: number | null }
  | { kind: "draft"; sheet: CaseSheet; document: string; title: string };
export const asked = signal<Asked | null>(null);
export const closeAsked = () => {
  asked.value = null;
};

export { send } from "../../app/changes";
