import { batch, computed, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk, extra, openDesk, setExtra } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { desks } from "../../app/registry";
import { can, session } from "../../app/session";
import { isHistory } from "../../app/zone";
import type { Appeal, Exemption, Figures, ImportSheet, LeagueRow, LowRow, RoomRow, Scheme, SchemeSheet } from "./types";

export const tabs = ["league", "figures", "schemes", "low", "appeals", "room", "four"] as const;
export type TabName = (typeof tabs)[number];

const isOpen = () => desk.value === "performance" && Boolean(session.value?.signed_in) && can("performance:read");
const moment = () => ({ ...asOfQuery.value, _: dataRevision.value });
export const mayEdit = () => can("performance:edit") && !isHistory.value;

export const tab = computed<TabName>(() => {
  const asked = extra.value.performtab as TabName | undefined;
  return asked && tabs.includes(asked) ? asked : "league";
});
export const openTab = (name: string) => {
  setExtra("performtab", name === "league" ? null : name);
  openResult(null);
};

export const years = resource(
  () => (isOpen() ? moment() : null),
  ({ _, ...query }, abort) => api.get("/api/performance/years", { query, signal: abort }),
);
/** The year that is looked at: the one asked for, else the newest with figures. */
export const year = computed<number | null>(() => {
  const asked = Number(extra.value.performyear);
  if (Number.isInteger(asked) && asked > 1999) return asked;
  const known = years.data.value;
  return known ? (known.find((row) => row.figures > 0)?.year ?? known[0]?.year ?? null) : null;
});
export const setYear = (value: string) => setExtra("performyear", value || null);
export const park = computed(() => extra.value.performpark ?? "");
export const setPark = (value: string) => setExtra("performpark", value || null);
export const search = signal("");

const ofYear = (name: TabName) =>
  isOpen() && tab.value === name && year.value !== null ? { year: year.value, park: park.value, ...moment() } : null;

export const league = resource(
  () => ofYear("league"),
  ({ _, ...query }, abort) => api.get("/api/performance/league", { query, signal: abort }),
);
export const figures = resource(
  () => ofYear("figures"),
  ({ _, ...query }, abort) => api.get("/api/performance/figures", { query, signal: abort }),
);
export const imports = resource(
  () =>
    isOpen() && tab.value === "figures" && year.value !== null ? { year: year.value, _: dataRevision.value } : null,
  ({ _, ...query }, abort) => api.get("/api/performance/imports", { query, signal: abort }),
);
export const schemes = resource(
  () =>
    isOpen() && (tab.value === "schemes" || tab.value === "league") && year.value !== null
      ? { year: year.value, _: dataRevision.value }
      : null,
  ({ _, ...query }, abort) => api.get("/api/performance/schemes", { query, signal: abort }),
);
export const low = resource(
  () => (isOpen() && tab.value === "low" ? moment() : null),
  ({ _, ...query }, abort) => api.get("/api/performance/low-efficiency", { query, signal: abort }),
);
export const appeals = resource(
  () => (isOpen() && tab.value === "appeals" ? moment() : null),
  ({ _, ...query }, abort) => api.get("/api/performance/appeals", { query, signal: abort }),
);
export const exemptions = resource(
  () => (isOpen() && tab.value === "appeals" ? moment() : null),
  ({ _, ...query }, abort) => api.get("/api/performance/exemptions", { query, signal: abort }),
);
export const room = resource(
  () => (isOpen() && tab.value === "room" ? { park: park.value, ...moment() } : null),
  ({ _, ...query }, abort) => api.get("/api/performance/room-left", { query, signal: abort }),
);
export const four = resource(
  () => (isOpen() && tab.value === "four" && year.value !== null ? { year: year.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/performance/four-figures", { query, signal: abort }),
);

/** The result whose reasons are open beside the league. */
export const resultId = computed(() => {
  const value = Number(extra.value.result);
  return Number.isInteger(value) && value > 0 ? value : null;
});
/** The criterion whose row is marked in it, because its part of the bar was pressed. */
export const markedCriterion = computed(() =>
  resultId.value === null ? null : (extra.value.performcriterion ?? null),
);
export function openResult(id: number | null, criterion: string | null = null): void {
  batch(() => {
    setExtra("result", id === null ? null : String(id));
    setExtra("performcriterion", criterion);
  });
}
export const appealId = computed(() => Number(extra.value.appeal) || null);

/** The grade that the chart has been asked for: "A" … "D", "exempt", "unscored". */
export const gradeFilter = computed(() => extra.value.performgrade ?? "");
export const setGradeFilter = (value: string) =>
  setExtra("performgrade", gradeFilter.value === value || !value ? null : value);

export const exportOf = computed<{ path: string; query: Query } | null>(() => {
  const query = { year: year.value, park: park.value, ...asOfQuery.value };
  const paths: Partial<Record<TabName, string>> = {
    league: "league",
    figures: "figures",
    low: "low-efficiency",
    room: "room-left",
    four: "four-figures",
  };
  const path = paths[tab.value];
  return path ? { path: `/api/performance/${path}/export`, query } : null;
});

export type Asked =
  | { kind: "import"; sheet: ImportSheet | null; replaces: ImportSheet | null }
  | { kind: "figures"; row: Figures | null; partyId: number | null; partyName: string; parkCode: string }
  | { kind: "history"; row: Figures }
  | { kind: "scheme"; from: Scheme | null; sheet: SchemeSheet }
  | { kind: "fix" }
  | { kind: "appeal"; row: LeagueRow }
  | { kind: "decide"; appeal: Appeal }
  | { kind: "exempt"; row: Exemption | null }
  | { kind: "low"; row: LowRow }
  | { kind: "built"; row: RoomRow };
export const asked = signal<Asked | null>(null);
export const ask = (question: Asked) => {
  asked.value = question;
};
export const closeAsked = () => {
  asked.value = null;
};

export { send } from "../../app/changes";

export function showPlot(id: number): void {
  openDesk("map");
  goToPlot({ id });
  setExtra("tab", "performance");
}

/** Whether candidates can be handed over: the desk of reuse works for this user. */
export const canReuse = () => desks.value.some((entry) => entry.id === "reuse" && (entry.available?.() ?? true));

export function handOver(plotId: number): void {
  setExtra("new", `plot:${plotId}`);
  openDesk("reuse");
}
