const dayMs = 86_400_000;
const noon = (iso: string) => Date.parse(`${iso}T00:00:00Z`);

/** Calendar days from one ISO date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to) - noon(from)) / dayMs);
}

export function addDays(iso: string, days: number): string {
  return new Date(noon(iso) + days * dayMs).toISOString().slice(0, 10);
}

/** The same day some years later; 29 February becomes the 28th where the year has none. */
export function addYears(iso: string, years: number): string {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(day, last))).toISOString().slice(0, 10);
}
