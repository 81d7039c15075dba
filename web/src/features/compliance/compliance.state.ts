import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { startPause } from "../../api/settled";
import type { Geometry } from "../../api/types";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOfQuery, desk, extra, openDesk, setExtra } from "../../app/location";
import { goToPlot, showFinding } from "../../app/map-actions";
import { can } from "../../app/session";
import { zone } from "../../app/zone";
import type { RunDone } from "./types";

export const tabIds = ["findings", "overlaps", "areas", "reports"] as const;
export type TabId = (typeof tabIds)[number];
export const tab = computed<TabId>(() => tabIds.find((id) => id === extra.value.compliancetab) ?? "findings");

export function openTab(id: string): void {
  setExtra("compliancetab", id === "findings" ? null : id);
}

const isOpen = (id: TabId) => desk.value === "compliance" && tab.value === id;

/** The filters are part of the address, so that a copied link is the same list. */
const names = [
  "finding_rule",
  "finding_severity",
  "finding_park",
  "finding_q",
  "finding_resolved",
  "overlap_kind",
  "overlap_cause",
  "overlap_park",
  "overlap_q",
  "overlap_open",
  "area_kind",
  "area_q",
  "report_verdict",
  "report_park",
  "report_q",
] as const;
export type FilterName = (typeof names)[number];
export const filter = computed(
  () => Object.fromEntries(names.map((name) => [name, extra.value[name] ?? ""])) as Record<FilterName, string>,
);

export function setFilter(name: FilterName, value: string): void {
  setExtra(name, value || null);
}

export function clearFilter(prefix: string): void {
  for (const name of names) if (name.startsWith(prefix)) setFilter(name, "");
}

export const isFiltered = (prefix: string) => names.some((name) => name.startsWith(prefix) && filter.value[name]);

const gone = computed(() => {
  const day = new Date(`${asOfQuery.value.as_of ?? zone.value?.today ?? "2026-01-01"}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 90);
  return day.toISOString().slice(0, 10);
});

// findings ------------------------------------------------------------------------------------------------------------
export const summary = resource(
  () => (isOpen("findings") && can("plot_check:read") ? { ...asOfQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/plot-checks", { query, signal: abort }),
);
export const findingQuery = computed(() => ({
  ...asOfQuery.value,
  rule: filter.value.finding_rule,
  severity: filter.value.finding_severity,
  park: filter.value.finding_park,
  q: filter.value.finding_q,
  resolved_since: filter.value.finding_resolved ? gone.value : "",
}));
export const findings = resource(
  () => (isOpen("findings") && can("plot_check:read") ? { ...findingQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/plot-checks/findings", { query, signal: abort }),
);

export async function runNow(): Promise<RunDone> {
  const done = await api.post("/api/plot-checks/run");
  noteDataChange();
  return done;
}

// overlaps ------------------------------------------------------------------------------------------------------------
export const overlapQuery = computed(() => ({
  ...asOfQuery.value,
  kind: filter.value.overlap_kind,
  cause: filter.value.overlap_cause,
  park: filter.value.overlap_park,
  q: filter.value.overlap_q,
  is_open: filter.value.overlap_open ? "true" : "",
}));
export const overlaps = resource(
  () => (isOpen("overlaps") && can("compliance:read") ? { ...overlapQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/compliance/overlaps", { query, signal: abort }),
);

// areas ---------------------------------------------------------------------------------------------------------------
export const areaQuery = computed(() => ({
  ...asOfQuery.value,
  kind: filter.value.area_kind,
  q: filter.value.area_q,
}));
export const areas = resource(
  () => (isOpen("areas") && can("compliance:read") ? { ...areaQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/constraints", { query, signal: abort }),
);
export const openAreaId = computed(() => Number(extra.value.area) || null);

export function openArea(id: number | null): void {
  setExtra("area", id === null ? null : String(id));
}

export const area = resource(
  () =>
    isOpen("areas") && openAreaId.value !== null
      ? { id: openAreaId.value, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ id, query }, abort) => api.get("/api/constraints/{area_id}", { path: { area_id: id }, query, signal: abort }),
);

// reports -------------------------------------------------------------------------------------------------------------
export const reportQuery = computed(() => ({
  verdict: filter.value.report_verdict,
  park: filter.value.report_park,
  q: filter.value.report_q,
}));
export const reports = resource(
  () => (isOpen("reports") && can("compliance:read") ? { ...reportQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/compliance/reports", { query, signal: abort }),
);
export const openReportId = computed(() => Number(extra.value.creport) || null);

export function openReport(id: number | null): void {
  setExtra("creport", id === null ? null : String(id));
}

export const report = resource(
  () => (isOpen("reports") && openReportId.value !== null ? { id: openReportId.value } : null),
  ({ id }, abort) => api.get("/api/compliance/reports/{report_id}", { path: { report_id: id }, signal: abort }),
);
export const replay = (id: number) =>
  api.get("/api/compliance/reports/{report_id}/replay", { path: { report_id: id } });

/** Proposals that may be checked, newest change first; asked for when a new check begins. */
export const proposals = () =>
  can("proposal:read") ? api.get("/api/proposals").then(({ items }) => items) : Promise.resolve([]);

// one plot ------------------------------------------------------------------------------------------------------------
export const tabPlot = signal<number | null>(null);
export const plotChecks = resource(
  () => (tabPlot.value === null ? null : { id: tabPlot.value, query: asOfQuery.value, _: dataRevision.value }),
  ({ id, query }, abort) => api.get("/api/plots/{plot_id}/checks", { path: { plot_id: id }, query, signal: abort }),
);

export const checkPlot = (plotId: number) =>
  api.post("/api/compliance/check", { query: asOfQuery.value, body: { plot_id: plotId } });
export const keepReport = (body: {
  plot_id?: number;
  proposal_id?: number;
  title?: string;
  geometry?: Geometry | null;
}) => api.post("/api/compliance/reports", { query: asOfQuery.value, body });

/** Lead to a place on the map: the map has to be there before it can be told what to show. */
export function showPlace(geometry: Geometry): void {
  if (desk.value !== "map") openDesk("map");
  startPause(() => showFinding(geometry), 300);
}

export function openPlot(id: number): void {
  openDesk("map");
  goToPlot({ id });
}
