import { computed, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { resource } from "../../api/resource";
import { addressFilter } from "../../app/address-filter";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { primaryId } from "../../app/selection";
import { can, session } from "../../app/session";
import type { Figures, Milestone, MovedParty, Sheet, Start, Step, TemporaryUse } from "./types";

/** Every stage in the order of the longest road; the door out comes last. */
export const stages = [
  "planned",
  "approved",
  "implementing",
  "released",
  "prepared",
  "resupplied",
  "reused",
  "abandoned",
] as const;
export const standings = ["overdue", "not_restored", "vacated", "running", "scheduled", "restored"] as const;

export const tabs = ["board", "list", "uses", "encumbrances"] as const;
export type TabName = (typeof tabs)[number];

const isOpen = () => desk.value === "reuse" && Boolean(session.value?.signed_in) && can("reuse:read");
const moment = () => ({ ...asOfQuery.value, revision: dataRevision.value });
const numberOf = (name: string) =>
  computed(() => {
    const value = Number(extra.value[name]);
    return Number.isInteger(value) && value > 0 ? value : null;
  });

export const tab = computed<TabName>(() => {
  const wanted = extra.value.reusetab as TabName | undefined;
  return wanted && tabs.includes(wanted) ? wanted : "board";
});
export const openTab = (name: string) => {
  setExtra("reusetab", name === "board" ? null : name);
  setExtra("reuse", null);
};
export const measureId = numberOf("reuse");
export const openedUse = numberOf("use");
export const openMeasure = (id: number | null) => setExtra("reuse", id === null ? null : String(id));
export const openUse = (id: number | null) => setExtra("use", id === null ? null : String(id));

/** `/desk/reuse?new=plot:12` or `new=case:7`: where a new measure is to begin. */
export const asksNew = computed(() => {
  const [kind, id] = (extra.value.new ?? "").split(":");
  const number = Number(id);
  return (kind === "plot" || kind === "case") && Number.isInteger(number) && number > 0 ? { kind, id: number } : null;
});

/** The filter of board, list and export; it is the address as well. */
export const filterNames = ["park", "measure", "stage", "origin", "due", "q"] as const;
export type FilterName = (typeof filterNames)[number];
export const { filter, isFiltered, setFilter, clearFilter, filterQuery } = addressFilter("r", filterNames);

export const measures = resource(
  () =>
    isOpen() && measureId.value === null && (tab.value === "board" || tab.value === "list")
      ? { ...filter.value, ...moment() }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/reuse", { query, signal: abort }),
);
export const sheet = resource(
  () => (isOpen() && measureId.value !== null ? { id: measureId.value, ...moment() } : null),
  ({ id, revision: _, ...query }, abort) =>
    api.get("/api/reuse/{measure_id}", { path: { measure_id: id }, query, signal: abort }),
);

export const usesQuery = computed<Query>(() => ({
  park: filter.value.park,
  q: filter.value.q,
  standing: extra.value.r_standing ?? "",
  ...asOfQuery.value,
}));
export const uses = resource(
  () => (isOpen() && measureId.value === null && tab.value === "uses" ? { ...usesQuery.value, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/temporary-uses", { query: query as Query, signal: abort }),
);
/** The temporary uses on the plot of the open measure. */
export const usesOfMeasure = resource(
  () => (isOpen() && sheet.data.value ? { plot_id: sheet.data.value.plot_id, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/temporary-uses", { query, signal: abort }),
);

export const encumbranceQuery = computed<Query>(() => ({
  q: filter.value.q,
  kind: extra.value.r_kind ?? "",
  with_released: extra.value.r_released === "1",
  ...asOfQuery.value,
}));
export const encumbrances = resource(
  () =>
    isOpen() && tab.value === "encumbrances" && can("encumbrance:read")
      ? { ...encumbranceQuery.value, ...moment() }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/encumbrances", { query: query as Query, signal: abort }),
);

/** Measures and temporary uses of the plot whose dossier is open. */
export const tabIsOpen = signal(false);
export const ofPlot = resource(
  () =>
    tabIsOpen.value && primaryId.value !== null && can("reuse:read") ? { plot_id: primaryId.value, ...moment() } : null,
  async ({ revision: _, ...query }, abort) => ({
    plotId: query.plot_id,
    measures: (await api.get("/api/reuse", { query, signal: abort })).items,
    uses: (await api.get("/api/temporary-uses", { query, signal: abort })).items,
  }),
);

export const readStart = (plotId: number, caseId: number | null) =>
  api.get("/api/reuse/start", { query: { plot_id: plotId, case_id: caseId } });

/** The form that is open over the page. */
export type Question =
  | { kind: "new"; start: Start }
  | { kind: "choose" }
  | { kind: "step"; sheet: Sheet; stage: string }
  | { kind: "step_back"; sheet: Sheet; step: Step }
  | { kind: "targets"; sheet: Sheet }
  | { kind: "milestone"; sheet: Sheet }
  | { kind: "milestone_act"; sheet: Sheet; milestone: Milestone; act: "move" | "done" | "drop" }
  | { kind: "party"; sheet: Sheet; direction: "left" | "came" }
  | { kind: "figures"; sheet: Sheet; side: "before" | "after" }
  | { kind: "withdraw"; sheet: Sheet; subject: "parties" | "figures"; row: MovedParty | Figures }
  | { kind: "use"; plot: { id: number; no: string; park: string } | null; measureId: number | null }
  | { kind: "extend"; use: TemporaryUse }
  | { kind: "end"; use: TemporaryUse; state: "vacated" | "restored" | "not_restored" };
export const asked = signal<Question | null>(null);
export const closeAsked = () => {
  asked.value = null;
};

registerPanel({
  id: "reuse-dialogs",
  slot: "overlay",
  order: 34,
  component: part(async () => (await import("./dialogs")).ReuseDialogs),
  visible: () => asked.value !== null,
});
