import { batch, computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import { dataRevision } from "../../app/changes";
import { showsMap } from "../../app/desk-kind";
import { asOf, compareChoice, extra, knownOn, momentQuery, setExtra, sinceQuery, stepless } from "../../app/location";
import { mapBusy } from "../../app/map-state";
import { can, session } from "../../app/session";
import type { CompareView } from "../../app/url";
import { shownDate, zone } from "../../app/zone";
import { addMonths } from "./dates";
import { filmOf, nextChange, previousChange } from "./steps";

/** The bar under the map is open; part of the address, so that a link shows it as well. */
export const barOpen = computed(() => extra.value.time === "1" && showsMap() && Boolean(session.value?.signed_in));

export function toggleBar(): void {
  setExtra("time", extra.value.time === "1" ? null : "1");
}

/** As known now: the slider keeps its length when earlier knowledge is shown. */
export const days = resource(
  () => (barOpen.value && can("plot:read") ? { _: dataRevision.value } : null),
  (_, abort) => api.get("/api/plot-changes/days", { signal: abort }),
);

/** First and last day of the slider. */
export const span = computed(() => {
  const today = zone.value?.today;
  const first = days.data.value?.changed[0]?.day;
  return today && first && first < today ? { first, last: today } : null;
});

/** First and last day of the slider of knowledge; null while the register was begun today. */
export const knownSpan = computed(() => {
  const today = zone.value?.today;
  const first = days.data.value?.recorded[0]?.day;
  return today && first && first < today ? { first, last: today } : null;
});

export function showDay(day: string): void {
  asOf.value = day === zone.value?.today ? null : day;
}

export function showKnowledge(day: string | null): void {
  knownOn.value = day === null || day === zone.value?.today ? null : day;
}

export function stepDay(forward: boolean): void {
  const from = shownDate.value;
  const changed = days.data.value?.changed;
  if (!from || !changed) return;
  const to = forward ? (nextChange(changed, from) ?? zone.value?.today ?? null) : previousChange(changed, from);
  if (to) showDay(to);
}

export function stepKnowledge(forward: boolean): void {
  const today = zone.value?.today;
  const recorded = days.data.value?.recorded;
  if (!today || !recorded) return;
  const from = knownOn.value ?? today;
  showKnowledge(forward ? nextChange(recorded, from) : (previousChange(recorded, from) ?? knownOn.value));
}

/** One picture, two parted by a line, two side by side; the first comparison is with a year earlier. */
export function showView(view: "single" | CompareView): void {
  const today = zone.value?.today;
  if (view === "single" || !today) {
    compareChoice.value = null;
    return;
  }
  const day = shownDate.value ?? today;
  const before = compareChoice.value ?? { asOf: addMonths(day, -12), knownOn: knownOn.value };
  compareChoice.value = { ...before, view };
}

export function compareWith(day: string): void {
  const now = compareChoice.value ?? { knownOn: knownOn.value, view: "off" as const };
  compareChoice.value = { ...now, asOf: day === zone.value?.today ? null : day };
}

/** Left becomes right and right left. */
export function swapDays(): void {
  const choice = compareChoice.value;
  if (!choice) return;
  batch(() => {
    compareChoice.value = { ...choice, asOf: asOf.value, knownOn: knownOn.value };
    asOf.value = choice.asOf;
    knownOn.value = choice.knownOn;
  });
}

// The film: from change to change, each shown once the map has drawn the one before.

export const playing = signal(false);
const pictureMs = 1100;
let timer = 0;

function stopFilm(): void {
  window.clearTimeout(timer);
  playing.value = false;
  stepless.value = false;
}

function showNext(film: string[]): void {
  if (!playing.value) return;
  if (mapBusy.peek()) {
    timer = window.setTimeout(() => showNext(film), 120);
    return;
  }
  const [day, ...rest] = film;
  const today = zone.value?.today;
  if (!day) {
    if (today) showDay(today);
    stopFilm();
    return;
  }
  showDay(day);
  timer = window.setTimeout(() => showNext(rest), pictureMs);
}

export function togglePlay(): void {
  if (playing.value) {
    stopFilm();
    return;
  }
  const from = asOf.value;
  const film = filmOf(days.data.value?.changed ?? []);
  playing.value = true;
  stepless.value = true;
  showNext(from === null ? film : film.filter((day) => day > from));
}

effect(() => {
  if (!barOpen.value) stopFilm();
});

// What changed between the two days

export type ChangedPlot = contract.ChangedPlot;
export type ParkBalance = contract.ParkBalance;
export type ChangeAnswer = contract.GisappDossierChangeSchemasChangeAnswer;

/** Kinds of change that the list is narrowed to; none = all. */
export const kinds = signal<string[]>([]);

export const changeQuery = computed(() => ({ ...momentQuery.value, ...sinceQuery.value }));

export const found = resource(
  () => (compareChoice.value && can("plot:read") ? { ...changeQuery.value, _: dataRevision.value } : null),
  ({ _, ...query }, abort) => api.get("/api/plot-changes", { query, signal: abort }),
);

export function toggleKind(kind: string): void {
  kinds.value = kinds.value.includes(kind) ? kinds.value.filter((other) => other !== kind) : [...kinds.value, kind];
}
