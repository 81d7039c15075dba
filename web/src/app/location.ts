import { batch, computed, effect, signal } from "@preact/signals";
import { endPause, startPause } from "../api/settled";
import { language } from "../locale/language";
import { areaUnit } from "../locale/units";
import {
  type CompareChoice,
  formatUrl,
  type LayerChoice,
  type MapPlace,
  noFilters,
  type PlotFilters,
  parseUrl,
  type UrlState,
} from "./url";

const start = parseUrl(window.location.pathname, window.location.search);
/** The address that opened the page; code that arrives later asks it, not what the address has become since. */
export const openedBy: Readonly<UrlState> = start;

/** The desk that is open: "map", "ledger", … (the path of the address). */
export const desk = signal(start.desk);
/** Where the map looks; the map writes it after each move. */
export const place = signal<MapPlace | null>(start.place);
/** The layers chosen by hand; null = the ones on by default. */
export const layerChoice = signal<LayerChoice[] | null>(start.layers);
/** The selected plots, the same ones in map, ledger and dossier; the first is the one the dossier shows. */
export const selectedIds = signal<number[]>(start.selected);
/** The date everything is asked for; null = today. */
export const asOf = signal<string | null>(start.asOf);
/** The day whose knowledge everything is asked for; null = what is known now. */
export const knownOn = signal<string | null>(start.knownOn);
/** The moment the map is compared with; null = the map stands alone. */
export const compareChoice = signal<CompareChoice | null>(start.compare);
/** The one plot filter of ledger, statistics, export and map. */
export const filters = signal<PlotFilters>(start.filters);
/** Parameters that belong to one feature, e.g. `extra.value.tab`. */
export const extra = signal<Record<string, string>>(start.extra);

/** `as_of` for requests: {} today, otherwise {as_of}. */
export const asOfQuery = computed<{ as_of?: string }>(() => (asOf.value ? { as_of: asOf.value } : {}));

/** `as_of` and `known_on` for requests about plots and their facts, which are kept with what was known when. */
export const momentQuery = computed<{ as_of?: string; known_on?: string }>(() => ({
  ...asOfQuery.value,
  ...(knownOn.value ? { known_on: knownOn.value } : {}),
}));

/** The moment compared with, for requests that tell what changed since: {} while nothing is compared. */
export const sinceQuery = computed<{ since?: string | null; since_known_on?: string | null }>(() =>
  compareChoice.value
    ? { since: compareChoice.value.asOf ?? todayOf(), since_known_on: compareChoice.value.knownOn }
    : {},
);

/** The server's today, once it is known; set by the zone. */
let todayOf: () => string | null = () => null;
export function provideToday(today: () => string | null): void {
  todayOf = today;
}

/** While true the address follows without a step for the back button (a film of the map is running). */
export const stepless = signal(false);

export const isFiltered = computed(() => {
  const { in_view: _, ...rest } = filters.value;
  const { in_view: __, ...none } = noFilters;
  return JSON.stringify(rest) !== JSON.stringify(none);
});

export function setFilters(change: Partial<PlotFilters>): void {
  filters.value = { ...filters.value, ...change };
}

export function clearFilters(): void {
  filters.value = noFilters;
}

export function setExtra(name: string, value: string | null): void {
  const { [name]: _, ...rest } = extra.value;
  extra.value = value ? { ...rest, [name]: value } : rest;
}

export function openDesk(id: string): void {
  desk.value = id;
}

export const currentState = computed<UrlState>(() => ({
  desk: desk.value,
  place: place.value,
  layers: layerChoice.value,
  selected: selectedIds.value,
  asOf: asOf.value,
  knownOn: knownOn.value,
  compare: compareChoice.value,
  filters: filters.value,
  language: language.value,
  unit: areaUnit.value,
  extra: extra.value,
}));

/** The link that brings this very screen back. */
export const permalink = computed(() => window.location.origin + formatUrl(currentState.value));

function show(state: UrlState): void {
  batch(() => {
    desk.value = state.desk;
    place.value = state.place;
    layerChoice.value = state.layers;
    selectedIds.value = state.selected;
    asOf.value = state.asOf;
    knownOn.value = state.knownOn;
    compareChoice.value = state.compare;
    filters.value = state.filters;
    language.value = state.language;
    areaUnit.value = state.unit;
    extra.value = state.extra;
  });
}

/** A step the browser's back button should return to; moving the map or typing in a filter is not one. */
const stepOf = (state: UrlState) => JSON.stringify([state.desk, state.selected, state.asOf, state.knownOn]);

/** Keep address and state equal in both directions. Called once by the desk's entry. */
export function bindLocation(): void {
  batch(() => {
    language.value = start.language;
    areaUnit.value = start.unit;
  });
  effect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  });
  let lastStep = stepOf(start);
  let lastChoices = formatUrl({ ...start, place: null });
  let returning = false;
  let pending = 0;
  effect(() => {
    const state = currentState.value;
    const address = formatUrl(state);
    const step = stepOf(state);
    const choices = formatUrl({ ...state, place: null });
    const isStep = step !== lastStep && !returning && !stepless.peek();
    const moving = choices === lastChoices || stepless.peek();
    lastStep = step;
    lastChoices = choices;
    endPause(pending);
    if (isStep) window.history.pushState(null, "", address);
    // What was chosen stands in the address at once, so that a reload keeps it; a map or a film on the move would write it many times a second.
    else if (moving) pending = startPause(() => window.history.replaceState(null, "", address), 200);
    else window.history.replaceState(null, "", address);
  });
  window.addEventListener("popstate", () => {
    returning = true;
    show(parseUrl(window.location.pathname, window.location.search));
    returning = false;
  });
}
