import { computed, effect, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { PagedRows } from "../../api/paged-rows";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOf, asOfQuery, desk, extra, openDesk, setExtra } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { primaryId } from "../../app/selection";
import { can } from "../../app/session";
import type { ContractIdle, Finding, FindingPage, ToldFact } from "./types";

// ---- the dossier's tab ------------------------------------------------------------------------------------------------

/** Another day than the screen's, for this tab alone: "on what day would it become idle?" */
export const playDay = signal<string | null>(null);
effect(() => {
  // another plot or another day of the screen begins afresh
  primaryId.value;
  asOf.value;
  playDay.value = null;
});

/** The answer on the screen's day: the head of the dossier speaks it, the tab unfolds it. */
export const answerOfPlot = resource(
  () =>
    primaryId.value !== null && can("idle:read")
      ? { plot: primaryId.value, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ plot, query }, abort) => api.get("/api/plots/{plot_id}/idle", { path: { plot_id: plot }, query, signal: abort }),
);
/** The answer on the day that the tab plays. */
export const played = resource(
  () =>
    primaryId.value !== null && can("idle:read") && playDay.value
      ? { plot: primaryId.value, as_of: playDay.value, _: dataRevision.value }
      : null,
  ({ plot, as_of }, abort) =>
    api.get("/api/plots/{plot_id}/idle", { path: { plot_id: plot }, query: { as_of }, signal: abort }),
);

export type Asked =
  | { kind: "record"; contract: ContractIdle; fact: string | null }
  | { kind: "correct"; contract: ContractIdle; told: ToldFact; ends: boolean };
export const asked = signal<Asked | null>(null);

export function noteRecorded(): void {
  asked.value = null;
  noteDataChange();
}

// ---- the list of the scan ---------------------------------------------------------------------------------------------

export const filterNames = ["park", "land_class", "side", "duty", "q"] as const;
export type FilterName = (typeof filterNames)[number];
const key = (name: FilterName) => `idle_${name}`;

export const filter = computed(
  () =>
    Object.fromEntries(filterNames.map((name) => [name, extra.value[key(name)] ?? ""])) as Record<FilterName, string>,
);
export const isFiltered = computed(() => filterNames.some((name) => filter.value[name] !== ""));
export const setFilter = (name: FilterName, value: string) => setExtra(key(name), value || null);
export function clearFilters(): void {
  for (const name of filterNames) setExtra(key(name), null);
}
export const sort = computed(() => extra.value.idle_sort ?? "class");

export const listQuery = computed<Query>(() => ({
  ...Object.fromEntries(filterNames.map((name) => [name, filter.value[name]] as const).filter(([, value]) => value)),
  ...asOfQuery.value,
}));

/** Whether the list of the scan is on the screen: as a desk of its own or as a part of another. */
export const listIsShown = signal(false);
export const rows = new PagedRows<Finding, FindingPage>(() => 0, 200);

/** Read the list afresh when the filter, the day or the data change. */
function bindScanList(): void {
  effect(() => {
    if (!listIsShown.value || !can("idle:read")) {
      rows.clear();
      return;
    }
    const query = { ...listQuery.value, sort: sort.value };
    if (dataRevision.value < 0) return;
    rows.ask((offset, limit, abort) =>
      api.get("/api/idle-findings", { query: { ...query, offset, limit }, signal: abort }),
    );
  });
  // an address that names a contract (the inbox does) leads to its plot and tab
  effect(() => {
    const id = Number(extra.value.idlecontract);
    if (desk.value !== "idle-scan" || !Number.isInteger(id) || id <= 0 || !can("idle:read")) return;
    setExtra("idlecontract", null);
    void api
      .get("/api/contracts/{contract_id}", { path: { contract_id: id }, query: asOfQuery.value })
      .then(({ plot_id }) => openPlot(plot_id));
  });
}

/** Show the plot with its tab 闲置. */
export function openPlot(plotId: number): void {
  openDesk("map");
  goToPlot({ id: plotId });
  setExtra("tab", "idle");
}

bindScanList();

registerPanel({
  id: "idle-facts",
  slot: "overlay",
  order: 31,
  component: part(async () => (await import("./fact-dialog")).FactDialog),
  visible: () => asked.value !== null,
});
