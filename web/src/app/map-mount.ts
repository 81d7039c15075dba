import { batch, effect, untracked } from "@preact/signals";
import { api } from "../api/client";
import { resource } from "../api/resource";
import type { LayerDefinition } from "../api/types";
import { language, messages } from "../locale/language";
import { formatNumber } from "../locale/number";
import type { Written } from "../map/labels";
import type { TileMoment } from "../map/layer-source";
import { MapView } from "../map/map-view";
import { fetchCode } from "./arrival";
import { dataRevision } from "./changes";
import { filterQuery } from "./filter-query";
import { basemapChoice, layerDefinitions, shownLayers } from "./layers";
import { isPhone } from "./layout";
import { filters, momentQuery, place, selectedIds, sinceQuery } from "./location";
import { mapBbox, mapBusy, mapScale, mapView, pointer, viewSteps } from "./map-state";
import { needsServer, plotJudge } from "./plot-judge";
import { hoveredId } from "./selection";
import { zone } from "./zone";

/** More plots than this are not named one by one to the map; it then pales by what its tiles carry. */
const mostIds = 5000;

const named = resource(
  () => (needsServer(filters.value) ? { ...filterQuery.value, bbox: null, limit: mostIds } : null),
  (query, signal) => api.get("/api/plots", { query, signal }),
);

const m = messages({ plots: [(count: string) => `${count} 宗`, (count: string) => `${count} plots`] });

/** The name written on a feature: English where the data has it and the screen asks for it; a park with its plots. */
function written(definition: LayerDefinition): Written {
  const field = definition.label ?? "";
  const other = field.endsWith("_zh") ? field.replace(/_zh$/, "_en") : field;
  return (properties) =>
    untracked(() => {
      const value = language.value === "en" ? (properties[other] ?? properties[field]) : properties[field];
      const count = properties.plot_count;
      return {
        text: value === null || value === undefined ? "" : String(value),
        note: typeof count === "number" ? m.plots(formatNumber(count)) : undefined,
      };
    });
}

/** How much of the map's bottom an open sheet hides. */
function coveredBelow(element: HTMLElement): number {
  const sheet = document.querySelector(".side, .bottom");
  if (!sheet) return 0;
  return Math.max(0, element.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top);
}

/** A link that names plots but no place opens on these plots. */
async function goToSelection(view: MapView, ids: number[]): Promise<void> {
  const page = await api.get("/api/plots", { query: { ids, limit: 500, ...momentQuery.peek() } }).catch(() => null);
  const boxes = page?.items.map((plot) => plot.bbox) ?? [];
  if (boxes.length === 0) return;
  const side = (i: number, pick: (...values: number[]) => number) => pick(...boxes.map((box) => box[i] ?? 0));
  view.goToBbox([side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)], 120);
}

/** Ties what a map draws to the desk: layers, selection, filter, background, and the moment it is asked for. */
export function followDesk(view: MapView, moment: () => TileMoment): (() => void)[] {
  return [
    effect(() => {
      // Names are in the language of the screen: a switch writes them anew.
      void language.value;
      view.setDefinitions(layerDefinitions.value, written);
      untracked(() => view.showLayers(shownLayers.value));
      untracked(() => view.select(selectedIds.value));
    }),
    effect(() => view.showLayers(shownLayers.value)),
    effect(() => view.setMoment(moment())),
    effect(() => view.select(selectedIds.value)),
    effect(() => view.hover(hoveredId.value)),
    effect(() => {
      const [choice, setting] = [basemapChoice.value, zone.value?.basemap ?? null];
      void fetchCode(() => view.setBasemap(choice, setting));
    }),
    effect(() => {
      const page = needsServer(filters.value) ? named.data.value : null;
      const ids = page && page.total <= page.items.length ? new Set(page.items.map((plot) => plot.id)) : null;
      view.setJudge(plotJudge(filters.value, ids));
    }),
  ];
}

/** Puts the one map into the page and ties it to the signals; returns what takes it out again. */
export function mountMap(element: HTMLElement): () => void {
  const view = new MapView(element);
  view.coveredBelow = () => (isPhone.peek() ? coveredBelow(element) : 0);
  const start = place.peek();
  let placed = false;
  const stops = [
    view.listen({
      moved: (at, bbox) =>
        batch(() => {
          if (placed) place.value = at;
          mapBbox.value = bbox;
          mapScale.value = view.scale;
          viewSteps.value = { back: view.history.canGoBack, forward: view.history.canGoForward };
        }),
      pointed: (lonLat) => {
        pointer.value = lonLat;
      },
      hovered: (id) => {
        hoveredId.value = id;
      },
      loading: (busy) => {
        mapBusy.value = busy;
      },
    }),
    effect(() => {
      const bbox = zone.value?.bbox4490 ?? null;
      view.setHome(bbox);
      if (placed || !zone.value) return;
      placed = true;
      if (start) view.jump(start);
      else if (bbox) requestAnimationFrame(() => view.goHome());
      if (!start && selectedIds.peek().length) void goToSelection(view, selectedIds.peek());
    }),
    ...followDesk(view, () => ({ ...momentQuery.value, ...sinceQuery.value, round: dataRevision.value })),
    effect(() => {
      const wanted = place.value;
      const now = view.place;
      // The address changed by "back": the map follows; its own moves arrive here already in place.
      const moved = wanted && Math.hypot(wanted.lon - now.lon, wanted.lat - now.lat) > 1e-5;
      if (placed && wanted && (moved || Math.abs(wanted.zoom - now.zoom) > 0.05)) view.goTo(wanted);
    }),
  ];
  mapView.value = view;
  // For tests in a browser: what is drawn can be asked, not only whether the page loads.
  (window as unknown as { gisappMap?: MapView }).gisappMap = view;
  return () => {
    for (const stop of stops) stop();
    mapView.value = null;
    view.dispose();
  };
}
