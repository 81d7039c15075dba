import { batch, computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { extra, setExtra } from "../../app/location";
import { zone } from "../../app/zone";
import { shown } from "./settings.state";
import { festivalsOf, type Marks, marksOf } from "./work-year";

export const years = resource(
  () => (shown("calendar") ? "years" : null),
  (_, abort) => api.get("/api/work-calendar", { signal: abort }),
);

const thisYear = computed(() => Number(zone.value?.today.slice(0, 4) ?? 0));

/** The year on the screen; in the address, so that a link leads to it. */
export const year = computed(() => {
  const asked = Number(extra.value.year);
  return asked >= 1990 && asked <= 2100 ? asked : thisYear.value;
});

/** The years one may turn to: all that are known, this one and the next two. */
export const offeredYears = computed(() => {
  const known = (years.data.value ?? []).map((one) => one.year);
  const next = [0, 1, 2].map((step) => thisYear.value + step);
  return [...new Set([...known, ...next, year.value])].sort((a, b) => b - a);
});

export function turnTo(wanted: number): void {
  batch(() => {
    marks.value = null;
    setExtra("year", wanted === thisYear.value ? null : String(wanted));
  });
}

export const calendar = resource(
  () => (shown("calendar") && year.value > 0 ? { year: year.value } : null),
  (key, abort) => api.get("/api/work-calendar/{year}", { path: { year: key.year }, signal: abort }),
);

/** The special days while they are being entered; null = nothing is being entered. */
export const marks = signal<Marks | null>(null);

/** The answer for the year on the screen, not the one before it. */
export const current = computed(() => {
  const answer = calendar.data.value;
  return answer?.year === year.value ? answer : null;
});

export const shownMarks = computed<Marks>(() => marks.value ?? marksOf(current.value?.days ?? []));

export const festivals = computed(() => festivalsOf(shownMarks.value));

export function startEntering(): void {
  marks.value = shownMarks.peek();
}

export interface Revision {
  confirmed: boolean;
  basis: string;
  reason: string;
}

export async function saveYear({ confirmed, basis, reason }: Revision): Promise<void> {
  const days = [...shownMarks.peek().values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  await api.put("/api/work-calendar/{year}", {
    path: { year: year.peek() },
    body: { days, confirmed, basis: basis.trim(), reason: reason.trim() },
  });
  marks.value = null;
  calendar.reload();
  years.reload();
}
