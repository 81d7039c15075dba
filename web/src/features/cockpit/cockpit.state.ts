import { batch, computed } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk, extra, openDesk, setExtra, setFilters } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { can, session } from "../../app/session";
import { noFilters, type PlotFilters } from "../../app/url";
import { formatYuan } from "../../locale/money";
import { formatNumber, formatPercent } from "../../locale/number";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { m } from "./messages";
import type { Figure, Link } from "./types";

export const tabs = ["overview", "goal", "reports"] as const;
export type TabName = (typeof tabs)[number];

const isOpen = () => desk.value === "cockpit" && Boolean(session.value?.signed_in) && can("cockpit:read");
const moment = () => ({ ...asOfQuery.value, revision: dataRevision.value });

export const tab = computed<TabName>(() => {
  const asked = extra.value.cockpittab as TabName | undefined;
  return asked && tabs.includes(asked) ? asked : "overview";
});
export const openTab = (name: string) => setExtra("cockpittab", name === "overview" ? null : name);

export const park = computed(() => extra.value.cockpitpark ?? "");
export const choosePark = (code: string) => setExtra("cockpitpark", code || null);

export const isBig = computed(() => extra.value.big === "1");
export const openBig = (open: boolean) => setExtra("big", open ? "1" : null);

export const cockpit = resource(
  () => (isOpen() && tab.value === "overview" && !isBig.value ? { park: park.value, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/cockpit", { query, signal: abort }),
);

/** The list that is open: figure, and the band of age or the park it is narrowed to, as in the address: "idle.rate@P4" or "idle.determined~idle_age:y1". */
export const listed = computed(() => {
  const [rest = "", age = ""] = (extra.value.cockpitlist ?? "").split("~");
  const [figure = "", of = ""] = rest.split("@");
  return figure ? { figure, park: of || park.value, age } : null;
});
export const openList = (figure: string, of: { park?: string; age?: string } = {}) =>
  setExtra("cockpitlist", figure + (of.park ? `@${of.park}` : "") + (of.age ? `~${of.age}` : ""));
export const closeList = () => setExtra("cockpitlist", null);

export const list = resource(
  () => (isOpen() && listed.value ? { ...listed.value, ...moment() } : null),
  ({ revision: _, figure, ...query }, abort) =>
    api.get("/api/cockpit/figures/{figure}/list", { path: { figure }, query, signal: abort }),
);

export const explained = computed(() => extra.value.cockpitwhy ?? null);
export const openWhy = (figure: string) => setExtra("cockpitwhy", figure);
export const closeWhy = () => setExtra("cockpitwhy", null);

export const why = resource(
  () => (isOpen() && explained.value ? { figure: explained.value, park: park.value, ...moment() } : null),
  ({ revision: _, figure, ...query }, abort) =>
    api.get("/api/cockpit/explain/{figure}", { path: { figure }, query, signal: abort }),
);

/** How the names of each desk's filters begin: what was chosen there before must not narrow the list that a figure is. */
const prefixes: Record<string, string> = {
  commitments: "promise",
  idle: "case_",
  inbox: "inbox",
  projects: "p_",
  stock: "stock_",
};

/** Go to the ledger that has the same rows. */
export function follow(link: Link): void {
  batch(() => {
    closeList();
    closeWhy();
    const prefix = prefixes[link.desk];
    if (prefix) for (const name of Object.keys(extra.value)) if (name.startsWith(prefix)) setExtra(name, null);
    if (link.desk === "ledger") {
      const values = Object.fromEntries(Object.entries(link.query).map(([name, value]) => [name, value.split(",")]));
      setFilters({ ...noFilters, ...(values as Partial<PlotFilters>) });
    } else for (const [name, value] of Object.entries(link.query)) setExtra(name, value);
    openDesk(link.desk);
  });
}

export function showPlot(id: number): void {
  batch(() => {
    closeList();
    openDesk("map");
  });
  goToPlot({ id });
}

/** The figure as it is read: 亩 with two decimals, a number, a percentage; the unit apart. */
export function figureWords(
  figure: Pick<Figure, "unit"> & { group?: string },
  value: number | null,
): { text: string; unit: string } {
  if (value === null) return { text: "—", unit: "" };
  if (figure.unit === "area") return { text: areaFigure(value), unit: areaUnitLabel() };
  if (figure.unit === "money") return { text: formatYuan(value), unit: "" };
  if (figure.unit === "per_mu") return { text: formatNumber(value, 2), unit: m.perMu() };
  if (figure.unit === "ratio") return { text: formatNumber(value, 2), unit: "" };
  if (figure.unit === "share") return { text: formatPercent(value, 2), unit: "" };
  const unit = figure.group === "projects" ? m.projects() : figure.group === "promises" ? m.duties() : m.items();
  return { text: formatNumber(value), unit };
}

registerPanel({
  id: "cockpit-big",
  slot: "overlay",
  order: 90,
  desks: ["cockpit"],
  component: part(async () => (await import("./big-screen")).BigScreen),
  visible: () => isBig.value && can("cockpit:read"),
});
