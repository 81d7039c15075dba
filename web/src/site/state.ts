import { batch, computed, effect, signal } from "@preact/signals";
import { api } from "../api/client";
import { resource } from "../api/resource";
import { endPause, startPause } from "../api/settled";
import type { Bbox, LegendClass } from "../api/types";
import { language } from "../locale/language";
import { formatAddress, noWish, parseAddress, type WindowState, type Wish, wishQuery } from "./address";
import { noPlan, type Plan } from "./plan";
import { withToken } from "./post";
import { neededPipe, type Requirement, requirementOf, wishOf } from "./requirement";
import { type Known, type Stranger, strangersOf, withoutStrangers } from "./strangers";
import type { SiteItem } from "./types";

/** Shown in another site's frame (/embed): no head, sheets open in a window of their own. */
export const embedded = /^\/embed\/?$/.test(window.location.pathname);

const start = parseAddress(window.location.pathname, window.location.search);

export const wish = signal<Wish>(start.wish);
/** The plan of the project while sites are matched with it; null = the list. */
export const plan = signal<Plan | null>(start.plan);
export const sort = signal(start.sort);
export const selectedId = signal<number | null>(start.selected);
/** The site under the pointer, in the list or on the map. */
export const hoveredId = signal<number | null>(null);
/** Where the map is asked to look (在地图上看). */
export const lookAt = signal<Bbox | null>(null);
/** The site whose sheet is open; null = the window with map and list. */
export const sheetId = signal<number | null>(start.sheet);
export const asOf = signal<string | null>(start.asOf);
export const pageSize = 24;
const mostCards = 200;
export const shown = signal(pageSize);

const current = computed<WindowState>(() => ({
  wish: wish.value,
  plan: plan.value,
  sort: sort.value,
  selected: selectedId.value,
  sheet: sheetId.value,
  language: language.value,
  asOf: asOf.value,
}));

/** The address with some of the state changed: what links lead to. */
export function addressWith(change: Partial<WindowState>): string {
  return formatAddress({ ...current.value, ...change });
}

// Answers of the server

export const zone = resource(
  () => "zone",
  (_, signal) => api.get("/api/zone", { signal }),
);

/** A visitor who comes straight to a sheet does not wait for the list and the map behind it. */
export const windowWanted = signal(start.sheet === null);

/** Industries and parks that can be chosen, as told last: with them a value of the address is found to be none. */
const choices = signal<Known | null>(null);
export const strangers = computed(() => strangersOf(wish.value, choices.value));
/** What is really asked for: a value that nobody knows is ignored, and said to be. */
export const askedWish = computed(() => withoutStrangers(wish.value, strangers.value));

export const found = resource(
  () =>
    windowWanted.value
      ? { ...wishQuery(askedWish.value), sort: sort.value, limit: Math.min(shown.value, mostCards), as_of: asOf.value }
      : null,
  (query, signal) => api.get("/api/sites", { query, signal }),
);

/** The ranking, while a project is matched. */
export const matched = resource(
  () =>
    windowWanted.value && plan.value !== null
      ? {
          body: requirementOf(askedWish.value, plan.value),
          query: { limit: Math.min(shown.value, 100), as_of: asOf.value },
        }
      : null,
  ({ body, query }, signal) => withToken(() => api.post("/api/matches", { query, body, signal })),
);

effect(() => {
  const facets = found.data.value?.facets;
  if (facets) choices.value = facets;
});

effect(() => {
  const told = matched.data.value?.requirement.measures;
  neededPipe.water = told?.water === undefined || told.water === null ? null : Number(told.water);
  neededPipe.sewage = told?.sewage === undefined || told.sewage === null ? null : Number(told.sewage);
});

/** The card of a site among those listed now, whichever way they were found. */
export function cardOf(id: number | null): SiteItem | null {
  const listed =
    plan.value === null
      ? (found.data.value?.items ?? [])
      : [...(matched.data.value?.items ?? []), ...(matched.data.value?.alternatives ?? [])].flatMap((c) => c.sites);
  return listed.find((item) => item.id === id) ?? null;
}

export const canShowMore = computed(() => {
  const answer = found.data.value;
  return answer !== null && answer.items.length < answer.total && answer.items.length < mostCards;
});

export const sheet = resource(
  () => (sheetId.value === null ? null : { id: sheetId.value, as_of: asOf.value }),
  ({ id, as_of }, signal) => api.get("/api/sites/{site_id}", { path: { site_id: id }, query: { as_of }, signal }),
);

/** Layers of the public map; their legend also colours the little maps. */
export const layers = resource(
  () => "layers",
  (_, signal) => api.get("/api/layers", { signal }),
);

/** Park outlines for the small map that says where in the zone a site lies; asked for once a sheet is open. */
export const parkOutlines = resource(
  () => (sheetId.value === null ? null : "parks"),
  (_, signal) => api.get("/api/layers/{layer_id}/items", { path: { layer_id: "park_boundary" }, signal }),
);

export const siteColor = computed<Record<string, string>>(() => {
  const layer = layers.data.value?.find((entry) => entry.id === "published_plot");
  return Object.fromEntries(
    (layer?.legend.classes ?? []).map((entry: LegendClass) => [String(entry.value), entry.color]),
  );
});

// What the visitor does

export function setWish(change: Partial<Wish>): void {
  batch(() => {
    wish.value = { ...wish.value, ...change };
    shown.value = pageSize;
  });
}

export function removeStranger(one: Stranger): void {
  setWish(withoutStrangers(wish.value, [one]));
}

export function clearWish(): void {
  setWish(noWish);
}

export function setPlan(change: Partial<Plan>): void {
  batch(() => {
    plan.value = { ...(plan.value ?? noPlan), ...change };
    shown.value = pageSize;
  });
}

/** Match with a project, or go back to the list; the wish stays. */
export function matchWith(next: Plan | null): void {
  batch(() => {
    plan.value = next;
    shown.value = pageSize;
  });
}

/** Take over a requirement that the server proposes. */
export function takeRequirement(told: Requirement): void {
  const next = wishOf(told, wish.value, plan.value ?? noPlan);
  batch(() => {
    wish.value = next.wish;
    plan.value = next.plan;
    shown.value = pageSize;
  });
}

export function setSort(value: string): void {
  sort.value = value;
}

export function showMore(): void {
  shown.value += pageSize;
}

export function select(id: number | null): void {
  selectedId.value = id;
}

let listScroll = 0;

export function openSheet(id: number): void {
  listScroll = scroller().scrollTop;
  batch(() => {
    selectedId.value = id;
    hoveredId.value = null;
    sheetId.value = id;
  });
}

export function closeSheet(): void {
  batch(() => {
    sheetId.value = null;
    windowWanted.value = true;
  });
}

/** The element that scrolls the list: its own column beside the map, the page on a phone. */
function scroller(): Element {
  const column = document.querySelector(".list-column");
  return column && column.scrollHeight > column.clientHeight + 1 ? column : document.documentElement;
}

export function restoreListScroll(): void {
  scroller().scrollTop = listScroll;
}

function show(state: WindowState): void {
  batch(() => {
    wish.value = state.wish;
    plan.value = state.plan;
    sort.value = state.sort;
    selectedId.value = state.selected ?? selectedId.value;
    sheetId.value = state.sheet;
    if (state.sheet === null) windowWanted.value = true;
    language.value = state.language;
    asOf.value = state.asOf;
  });
}

/** Keep address and state equal in both directions. A sheet is a step of the browser's history, a changed wish is not. */
export function bindAddress(): void {
  language.value = start.language;
  let lastSheet = start.sheet;
  let returning = false;
  let pending = 0;
  effect(() => {
    const state = current.value;
    const address = embedded ? formatAddress(state).replace(/^\/(match)?(?=\?|$)/, "/embed") : formatAddress(state);
    const isStep = state.sheet !== lastSheet && !returning;
    const leavesList = isStep && lastSheet === null;
    lastSheet = state.sheet;
    endPause(pending);
    if (isStep) {
      // "Back" finds the list with the site that was opened chosen.
      if (leavesList) window.history.replaceState(null, "", formatAddress({ ...state, sheet: null }));
      window.history.pushState(null, "", address);
      window.scrollTo(0, 0);
    } else pending = startPause(() => window.history.replaceState(null, "", address), 200);
  });
  window.addEventListener("popstate", () => {
    returning = true;
    show(parseAddress(window.location.pathname, window.location.search));
    returning = false;
  });
  effect(() => {
    // A chosen site that stands further down than the list reaches lengthens the list.
    const place = found.data.value?.ids.indexOf(selectedId.value ?? -1) ?? -1;
    if (place >= shown.peek()) shown.value = Math.min(mostCards, Math.ceil((place + 1) / pageSize) * pageSize);
  });
  effect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  });
}
