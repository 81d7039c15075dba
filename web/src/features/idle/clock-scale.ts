import { daysBetween } from "../../locale/days";
import type { Clock } from "./types";

export interface Mark {
  on: string;
  kind: "from" | "year" | "two" | "own_year" | "own_two" | "today";
  /** 0–100 along the line. */
  at: number;
  /** The row its word stands in, so that neighbours do not cover each other. */
  row: number;
}

export interface Stretch {
  from: number;
  to: number;
  kind: "own" | "excused";
  /** The causes that take the days out. */
  causes: string[];
}

export interface Scale {
  first: string;
  last: string;
  marks: Mark[];
  stretches: Stretch[];
}

/** Places of days along the line: from the first to the last one that matters, the day shown included. */
export function scaleOf(clock: Clock, asOf: string, apart = 24): Scale {
  const named: [string | null, Mark["kind"]][] = [
    [clock.from_on, "from"],
    [clock.year_on, "year"],
    [clock.two_years_on, "two"],
    [clock.own_year_on === clock.year_on ? null : clock.own_year_on, "own_year"],
    [clock.own_recovery_on === clock.two_years_on ? null : clock.own_recovery_on, "own_two"],
    [asOf, "today"],
  ];
  const days = named.filter((entry): entry is [string, Mark["kind"]] => entry[0] !== null);
  const sorted = days.map(([on]) => on).sort();
  const first = sorted[0] as string;
  const last = sorted.at(-1) as string;
  const whole = Math.max(1, daysBetween(first, last));
  const at = (on: string) => Math.min(100, Math.max(0, (100 * daysBetween(first, on)) / whole));
  const ends: number[] = [];
  const marks = days
    .map(([on, kind]) => ({ on, kind, at: at(on) }))
    .sort((a, b) => a.at - b.at)
    .map((mark) => {
      let row = ends.findIndex((end) => mark.at - end >= apart);
      if (row < 0) row = ends.length;
      ends[row] = mark.at;
      return { ...mark, row };
    });
  return { first, last, marks, stretches: stretchesOf(clock, asOf, at) };
}

/** The days from the start to the day shown, cut where a cause of article 8 begins or ends. */
function stretchesOf(clock: Clock, asOf: string, at: (on: string) => number): Stretch[] {
  if (asOf <= clock.from_on) return [];
  const spans = clock.spans.map((span) => ({
    cause: span.cause,
    from: [span.began_on, clock.from_on].sort().at(-1) as string,
    to: span.ended_on === null || span.ended_on > asOf ? asOf : span.ended_on,
  }));
  const cuts = [...new Set([clock.from_on, asOf, ...spans.flatMap(({ from, to }) => [from, to])])]
    .filter((on) => on >= clock.from_on && on <= asOf)
    .sort();
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] as string;
    const causes = spans.filter((span) => span.from <= from && to <= span.to).map(({ cause }) => cause);
    return { from: at(from), to: at(to), kind: causes.length ? "excused" : "own", causes: [...new Set(causes)] };
  });
}
