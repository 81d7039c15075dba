/** Pure calendar steps on ISO dates. */

const at = (iso: string) => new Date(`${iso}T00:00:00Z`);
const iso = (date: Date) => date.toISOString().slice(0, 10);

/** The same day `months` later; the last day of a shorter month where there is no such day. */
export function addMonths(date: string, months: number): string {
  const start = at(date);
  const target = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), last));
  return iso(target);
}

export interface NamedDate {
  name: "year_ago" | "last_year_end" | "last_quarter_end" | "last_month_end";
  date: string;
}

/** The days that reports ask for. */
export function usualDates(today: string): NamedDate[] {
  const now = at(today);
  const year = now.getUTCFullYear();
  const quarter = Math.floor(now.getUTCMonth() / 3);
  return [
    { name: "last_month_end", date: iso(new Date(Date.UTC(year, now.getUTCMonth(), 0))) },
    { name: "last_quarter_end", date: iso(new Date(Date.UTC(year, quarter * 3, 0))) },
    { name: "last_year_end", date: `${year - 1}-12-31` },
    { name: "year_ago", date: addMonths(today, -12) },
  ];
}
