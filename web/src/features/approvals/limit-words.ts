import { i } from "./item-messages";
import { m } from "./messages";

/** A time limit in words: so many days of work or of the calendar, at once, or none. */
export function limitWords(days: number | null, unit: string | null): string {
  if (days === null) return i.none();
  if (days === 0) return m.atOnce();
  return unit === "calendar" ? m.calendar(days) : m.working(days);
}
