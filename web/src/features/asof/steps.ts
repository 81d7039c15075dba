import type * as contract from "../../api/schema";

/** Pure steps over the days on which something changed, and over the calendar. Days are ISO dates. */

export type DayCount = contract.DayCount;

const dayMs = 86_400_000;
const number = (iso: string) => Math.round(Date.parse(`${iso}T00:00:00Z`) / dayMs);
const iso = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);

/** The last day before `from` on which something changed. */
export function previousChange(days: readonly DayCount[], from: string): string | null {
  return days.findLast(({ day }) => day < from)?.day ?? null;
}

/** The first day after `from` on which something changed. */
export function nextChange(days: readonly DayCount[], from: string): string | null {
  return days.find(({ day }) => day > from)?.day ?? null;
}

/** Day of a slider ↔ ISO date: whole days since the first one. */
export function placeOf(first: string, day: string): number {
  return number(day) - number(first);
}

export function dayAt(first: string, place: number): string {
  return iso(number(first) + place);
}

/** Heights (0–1) of `bars` equal stretches from the first to the last day: how many plots changed in each. */
export function barsOf(days: readonly DayCount[], first: string, last: string, bars: number): number[] {
  const length = placeOf(first, last) + 1;
  const counts = new Array<number>(bars).fill(0);
  for (const { day, plots } of days) {
    const at = placeOf(first, day);
    if (at < 0 || at >= length) continue;
    counts[Math.floor((at / length) * bars)]! += plots;
  }
  const most = Math.max(...counts, 1);
  // the root, so that a single plot is still seen beside the day on which all were entered
  return counts.map((count) => Math.sqrt(count / most));
}

/** The days of a film: every change where there are few, else the last change of each month. */
export function filmOf(days: readonly DayCount[], most = 60): string[] {
  if (days.length <= most) return days.map(({ day }) => day);
  const lastOfMonth = new Map<string, string>();
  for (const { day } of days) lastOfMonth.set(day.slice(0, 7), day);
  return [...lastOfMonth.values()];
}
