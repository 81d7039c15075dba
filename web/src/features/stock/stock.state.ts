import { computed, effect, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { PagedRows } from "../../api/paged-rows";
import { resource } from "../../api/resource";
import type { Feature } from "../../api/types";
import { dataRevision } from "../../app/changes";
import { layerDefinitions, showOnly } from "../../app/layers";
import { isPhone, setLayout } from "../../app/layout";
import { asOfQuery, desk, extra, layerChoice, setExtra } from "../../app/location";
import { clearPreview, goToBbox, showPreview } from "../../app/map-actions";
import { mapTool, mapView } from "../../app/map-state";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import { m } from "./messages";
import type { Approval, Definition, Patch, PatchPage, PatchSheet, PlotStock } from "./types";

export const layerId = "stock_patch";
export const isOpen = computed(() => desk.value === "stock" && can("stock:read"));

/** The filters are part of the address, so that a copied link is the same list. */
export const filterNames = ["park", "stock_class", "detail", "q"] as const;
export type FilterName = (typeof filterNames)[number];
const key = (name: FilterName) => `stock_${name}`;
export const filter = computed(
  () =>
    Object.fromEntries(filterNames.map((name) => [name, extra.value[key(name)] ?? ""])) as Record<FilterName, string>,
);
export const isFiltered = computed(() => filterNames.some((name) => filter.value[name] !== ""));

export function setFilter(name: FilterName, value: string): void {
  setExtra(key(name), value || null);
}

export function clearFilters(): void {
  for (const name of filterNames) setFilter(name, "");
}

/** A class of a park (or of all) in list and map; the same again takes the choice back. */
export function choose(park: string, stockClass: string): void {
  const same = filter.value.park === park && filter.value.stock_class === stockClass;
  setFilter("park", same ? "" : park);
  setFilter("stock_class", same ? "" : stockClass);
  setFilter("detail", "");
  setExtra("stock_view", null);
  setLayout({ bottom: true });
}

export type View = "patches" | "months" | "approvals" | "definitions";
export const view = computed<View>(() => (extra.value.stock_view as View | undefined) ?? "patches");
export const sort = computed(() => extra.value.stock_sort ?? "plot");
export const listQuery = computed<Query>(() => ({ ...filter.value, ...asOfQuery.value }));

export const ladder = resource(
  () => (isOpen.value ? { ...asOfQuery.value, _: dataRevision.value } : null),
  ({ _: __, ...query }, signal) => api.get("/api/stock", { query, signal }),
);
export const identity = resource(
  () => (isOpen.value ? { ...asOfQuery.value, _: dataRevision.value } : null),
  ({ _: __, ...query }, signal) => api.get("/api/stock/identity", { query, signal }),
);
/** There is nothing to measure on a day without patches. */
const hasPatches = () => (ladder.data.value?.patch_count ?? 0) > 0;
export const rates = resource(
  () => (isOpen.value && hasPatches() ? { ...asOfQuery.value, park: filter.value.park, _: dataRevision.value } : null),
  ({ _: __, ...query }, signal) => api.get("/api/stock/rates", { query, signal }),
);
export const months = resource(
  () =>
    isOpen.value && view.value === "months"
      ? { ...asOfQuery.value, park: filter.value.park, _: dataRevision.value }
      : null,
  ({ _: __, ...query }, signal) => api.get("/api/stock/months", { query, signal }),
);
/** The month whose figures are shown: the newest that has ended, unless one was chosen. */
export const shownMonth = computed(() => {
  const list = months.data.value?.months ?? [];
  return (
    list.find(({ month }) => month === extra.value.stock_month) ??
    list.find((item) => item.is_complete) ??
    list[0] ??
    null
  );
});
export const monthSheet = resource(
  () =>
    isOpen.value && view.value === "months" && shownMonth.value
      ? { ...asOfQuery.value, month: shownMonth.value.month.slice(0, 7), _: dataRevision.value }
      : null,
  ({ _: __, ...query }, signal) => api.get("/api/stock/month", { query, signal }),
);
export const approvals = resource(
  () => (isOpen.value && view.value === "approvals" ? { ...asOfQuery.value, _: dataRevision.value } : null),
  ({ _: __, ...query }, signal) => api.get("/api/conversion-approvals", { query, signal }),
);
export const definitions = resource(
  () => (isOpen.value && view.value === "definitions" ? { ...asOfQuery.value, _: dataRevision.value } : null),
  ({ _: __, ...query }, signal) => api.get("/api/stock/definitions", { query, signal }),
);

export const rows = new PagedRows<Patch, PatchPage>((row) => row.id, 200);

/** The patch whose sheet is open. */
export const openedId = computed<number | null>(() => {
  const id = Number(extra.value.stock_patch);
  return Number.isInteger(id) && id > 0 ? id : null;
});

export function openPatch(id: number | null): void {
  setExtra("stock_patch", id === null ? null : String(id));
  if (id !== null) setLayout(isPhone.value ? { right: true, left: false, bottom: false } : { right: true });
}

export const sheet = resource(
  () =>
    isOpen.value && openedId.value !== null
      ? { id: openedId.value, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ id, query }, signal) => api.get("/api/stock/patches/{patch_id}", { path: { patch_id: id }, query, signal }),
);

/** The plot whose parts are shown: in the dossier, or of the patch that is open. */
export const tabPlot = signal<number | null>(null);
const plotOfStock = computed(() => tabPlot.value ?? (isOpen.value ? sheet.data.value?.plot_id : null));
export const plotStock = resource(
  () =>
    can("stock:read") && plotOfStock.value
      ? { plot: plotOfStock.value, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ plot, query }, signal) => api.get("/api/plots/{plot_id}/stock", { path: { plot_id: plot }, query, signal }),
);

/** The places of the chosen class, outlined on the map. */
const places = resource(
  () =>
    isOpen.value && (filter.value.stock_class || filter.value.park) && filter.value.stock_class
      ? {
          ...asOfQuery.value,
          stock_class: filter.value.stock_class,
          detail: filter.value.detail,
          park_code: filter.value.park,
          limit: 1000,
          _: dataRevision.value,
        }
      : null,
  ({ _: __, ...query }, signal) =>
    api.get("/api/layers/{layer_id}/items", { path: { layer_id: layerId }, query, signal }),
);

/** Shapes that a form lays on the map in place of the chosen ones. */
export const drafted = signal<Feature[] | null>(null);

/** Read the list afresh when desk, filter, day or data change; keep the map in step. */
function bindStock(): void {
  effect(() => {
    if (!isOpen.value || view.value !== "patches") {
      rows.clear();
      return;
    }
    const query = { ...listQuery.value, sort: sort.value };
    if (dataRevision.value < 0) return;
    rows.ask((offset, limit, abort) =>
      api.get("/api/stock/patches", { query: { ...query, offset, limit }, signal: abort }),
    );
  });
  bindMap();
}

function bindMap(): void {
  // The desk shows the patches alone; what was on the map before comes back.
  let before: { choice: typeof layerChoice.value } | null = null;
  effect(() => {
    const here = isOpen.value && layerDefinitions.value.some(({ id }) => id === layerId);
    if (here && !before) {
      before = { choice: layerChoice.peek() };
      showOnly(layerId);
    } else if (!isOpen.value && before) {
      layerChoice.value = before.choice;
      before = null;
    }
  });
  let drawn = false;
  effect(() => {
    if (!isOpen.value || !mapView.value) {
      if (drawn) clearPreview();
      drawn = false;
      return;
    }
    const chosen = (places.data.value?.features ?? []).map((item) => ({
      ...item,
      properties: { ...item.properties, tone: "same" },
    }));
    const opened = sheet.data.value;
    const one: Feature[] = opened
      ? [{ type: "Feature", id: opened.id, geometry: opened.geometry, properties: { tone: "new" } }]
      : [];
    showPreview(drafted.value ?? [...chosen, ...one]);
    drawn = true;
  });
  // A patch that is pressed on the map opens its sheet.
  effect(() =>
    mapView.value?.listen({
      clicked: ({ hits }) => {
        if (!isOpen.peek() || mapTool.peek() === "draw") return;
        const hit = hits.find((found) => found.layerId === layerId);
        if (hit) openPatch(hit.id);
      },
    }),
  );
  let gone: number | null = null;
  effect(() => {
    const opened = sheet.data.value;
    if (opened && opened.id !== gone) goToBbox(opened.bbox);
    gone = opened?.id ?? null;
  });
}

export type Dialog =
  | { kind: "decide"; patch: PatchSheet }
  | { kind: "part"; plot: PlotStock; partNo: number }
  | { kind: "undivide"; plot: PlotStock }
  | { kind: "freeze"; month: string; restating: boolean }
  | { kind: "definition"; before: Definition }
  | { kind: "approval"; before: Approval | null }
  | { kind: "withdraw"; before: Approval };
export const dialog = signal<Dialog | null>(null);
export const closeDialog = (): void => {
  dialog.value = null;
};

bindStock();

registerPanel({
  id: "stock-patch",
  slot: "right",
  order: 2,
  component: part(async () => (await import("./patch-sheet")).PatchSheetPanel),
  title: m.sheet,
  desks: ["stock"],
  visible: () => openedId.value !== null,
});
registerPanel({
  id: "stock-dialogs",
  slot: "overlay",
  order: 40,
  component: part(async () => (await import("./stock-dialogs")).StockDialogs),
  visible: () => dialog.value !== null,
});
