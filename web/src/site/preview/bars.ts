import { daysBetween } from "../../locale/days";
import type { Paths, Step, Variant } from "./types";

export interface Bar {
  phase: "land" | "approval" | "building" | "acceptance";
  /** Share of the whole axis from its left end, 0 to 1. */
  from: number;
  to: number;
  lane: 0 | 1;
}

const lanes = { land: 0, building: 0, approval: 1, acceptance: 1 } as const;

/** One bar a phase; what runs alongside belongs to the approvals. */
export function barsOf(variant: Variant, paths: Paths): Bar[] {
  const found = new Map<Bar["phase"], { first: string; last: string }>();
  for (const step of variant.steps) {
    const phase = phaseOf(step);
    const known = found.get(phase);
    found.set(phase, {
      first: known && known.first < step.starts_on ? known.first : step.starts_on,
      last: known && known.last > step.ends_on ? known.last : step.ends_on,
    });
  }
  return [...found].map(([phase, { first, last }]) => ({
    phase,
    from: placeOf(first, paths),
    to: placeOf(last, paths),
    lane: lanes[phase],
  }));
}

export function phaseOf(step: Step): Bar["phase"] {
  return step.phase === "alongside" ? "approval" : step.phase;
}

/** Where a day lies on the axis, 0 = today, 1 = the latest production. */
export function placeOf(day: string, paths: Paths): number {
  const span = Math.max(1, daysBetween(paths.from_on, paths.until_on));
  return Math.min(1, Math.max(0, daysBetween(paths.from_on, day) / span));
}

/** The first days of quarters on the axis. */
export function quartersOf(paths: Paths): string[] {
  const [year = 0, month = 1] = paths.from_on.split("-").map(Number);
  const found: string[] = [];
  for (let at = 1; at < 120; at++) {
    const day = new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 10);
    if (day > paths.until_on) break;
    if ((Number(day.slice(5, 7)) - 1) % 3 === 0) found.push(day);
  }
  return found;
}
