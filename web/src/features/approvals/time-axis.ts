/** Days on a line: where a day lies between the first and the last, and where months begin. */

const dayMs = 86_400_000;

export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / dayMs);
}

export function isoOf(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

export interface Axis {
  first: number;
  last: number;
}

/** The axis over all days given, a little air at the end. */
export function axisOver(days: (string | null)[]): Axis {
  const numbers = days.filter((day): day is string => day !== null).map(dayNumber);
  const first = Math.min(...numbers);
  const last = Math.max(...numbers, first + 20);
  return { first, last: last + Math.ceil((last - first) * 0.03) };
}

/** Percent of the axis at the beginning of a day. */
export function at(axis: Axis, iso: string): number {
  return (100 * (dayNumber(iso) - axis.first)) / (axis.last - axis.first);
}

/** First days of the months on the axis; where there are many, of each second or third month only. */
export function monthTicks(axis: Axis): string[] {
  const ticks: string[] = [];
  const begin = new Date(axis.first * dayMs);
  let year = begin.getUTCFullYear();
  let month = begin.getUTCMonth() + 1;
  for (;;) {
    const day = new Date(Date.UTC(year, month, 1));
    const number = Math.round(day.getTime() / dayMs);
    if (number >= axis.last) break;
    ticks.push(isoOf(number));
    month += 1;
    if (month > 11) {
      month -= 12;
      year += 1;
    }
  }
  const step = Math.ceil(ticks.length / 9);
  return ticks.filter((_, index) => index % step === 0);
}
