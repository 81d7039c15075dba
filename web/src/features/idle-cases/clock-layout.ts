import { addDays, daysBetween } from "../../locale/days";
import type { Clock, OwnTime } from "./types";

/** Days as text compare as days do. */
const later = (...days: string[]) => days.sort().at(-1) ?? "";
const earlier = (...days: string[]) => days.sort().at(0) ?? "";

/** Where days lie on a line: `x` runs from 0 to `width`. */
export interface Scale {
  from: string;
  to: string;
  width: number;
  x: (day: string) => number;
}

export function scaleOf(from: string, to: string, width: number): Scale {
  const days = Math.max(1, daysBetween(from, to));
  return {
    from,
    to,
    width,
    x: (day) => Math.min(width, Math.max(0, (daysBetween(from, day) / days) * width)),
  };
}

export interface Tick {
  day: string;
  x: number;
  isYear: boolean;
}

/** First days of months or, where these stand too close, of quarters or years. */
export function ticksOf(scale: Scale, leastGap: number): Tick[] {
  const days = Math.max(1, daysBetween(scale.from, scale.to));
  const monthGap = (scale.width / days) * 30;
  const step = monthGap >= leastGap ? 1 : monthGap * 3 >= leastGap ? 3 : 12;
  const ticks: Tick[] = [];
  let year = Number(scale.from.slice(0, 4));
  let month = 1;
  for (let guard = 0; guard < 600; guard += 1) {
    const day = `${year}-${String(month).padStart(2, "0")}-01`;
    if (day > scale.to) break;
    if (day >= scale.from) ticks.push({ day, x: scale.x(day), isYear: month === 1 });
    month += step;
    if (month > 12) {
      month -= 12;
      year += 1;
    }
  }
  return ticks;
}

export interface Span {
  key: string;
  from: string;
  to: string;
  x: number;
  width: number;
}

const span = (scale: Scale, key: string, from: string, to: string): Span => ({
  key,
  from,
  to,
  x: scale.x(from),
  width: Math.max(0, scale.x(to) - scale.x(from)),
});

/** The holder's own time: what runs, where it rests by article 8, and the days a year and two years are full. */
export interface OwnPicture {
  scale: Scale;
  runs: Span;
  rests: (Span & { cause: string; days: number; isOpen: boolean })[];
  marks: { key: "start" | "idle" | "year" | "recovery"; day: string; x: number }[];
  todayX: number;
}

export function ownPicture(own: OwnTime, today: string, until: string | null, width: number): OwnPicture | null {
  const start = own.start_due_on ?? own.idle_since;
  if (!start) return null;
  const end = until ?? today;
  const days = [own.own_year_on, own.own_recovery_on, end, own.idle_since].filter((day): day is string => Boolean(day));
  const last = later(start, ...days);
  const scale = scaleOf(addDays(start, -30), addDays(last, 45), width);
  const marks = [
    { key: "start" as const, day: own.start_due_on },
    { key: "idle" as const, day: own.idle_since },
    { key: "year" as const, day: own.own_year_on === own.idle_since ? null : own.own_year_on },
    { key: "recovery" as const, day: own.own_recovery_on },
  ];
  return {
    scale,
    runs: span(scale, "runs", start, later(start, end)),
    rests: own.rests.map((rest, index) => ({
      ...span(scale, `rest-${index}`, later(start, rest.began_on), rest.ended_on ?? end),
      cause: rest.cause,
      days: rest.days,
      isOpen: rest.ended_on === null,
    })),
    marks: marks
      .filter((mark): mark is { key: (typeof mark)["key"]; day: string } => Boolean(mark.day))
      .map((mark) => ({ ...mark, x: scale.x(mark.day) })),
    todayX: scale.x(today),
  };
}

/** A right that lapsed (to explain, to ask for a hearing) is over and not late; the office and whoever has to perform may be late. */
export const mayBeLate = (clock: Pick<Clock, "whose" | "code">) => clock.whose === "office" || clock.code === "perform";

/** One statutory term as a bar: the whole term, the part that ran, the part that ran too long. */
export interface ClockBar {
  clock: Clock;
  term: Span;
  used: Span;
  late: Span | null;
  isRunning: boolean;
}

export interface CasePicture {
  scale: Scale;
  bars: ClockBar[];
  steps: { day: string; x: number; sequence: number; step: string }[];
  /** Where the case went back: from the mark of the annulment to the step that it stands behind again. */
  backs: { day: string; x: number; toX: number; sequence: number; toSequence: number; step: string }[];
  todayX: number;
}

export interface RoadStep {
  taken_on: string;
  sequence: number;
  step: string;
  to_state?: string;
  annul_ground?: string | null;
}

/** Annulments, each with the last step before it that had led to the state it goes back to. */
export function wentBack(steps: readonly RoadStep[]): { back: RoadStep; to: RoadStep }[] {
  return steps.flatMap((back, index) => {
    if (!back.annul_ground) return [];
    const to = steps.slice(0, index).findLast(({ to_state }) => to_state === back.to_state);
    return to ? [{ back, to }] : [];
  });
}

export function casePicture(
  clocks: readonly Clock[],
  steps: readonly RoadStep[],
  today: string,
  closed: string | null,
  width: number,
): CasePicture | null {
  const first = steps[0]?.taken_on;
  if (!first) return null;
  const end = closed ?? today;
  const last = later(first, end, ...clocks.map(({ due_on }) => due_on), ...steps.map(({ taken_on }) => taken_on));
  const scale = scaleOf(addDays(first, -3), addDays(last, 6), width);
  const marks = apart(
    steps.map(({ taken_on, sequence, step }) => ({ day: taken_on, x: scale.x(taken_on), sequence, step })),
    15,
    width,
  );
  const at = (sequence: number) => marks.find((mark) => mark.sequence === sequence)?.x ?? 0;
  return {
    scale,
    backs: wentBack(steps).map(({ back, to }) => ({
      day: back.taken_on,
      x: at(back.sequence),
      toX: at(to.sequence),
      sequence: back.sequence,
      toSequence: to.sequence,
      step: back.step,
    })),
    bars: clocks.map((clock) => {
      const stop = clock.ended_on ?? end;
      const inTime = earlier(stop, clock.due_on);
      return {
        clock,
        term: span(scale, `${clock.step_id}-term`, clock.started_on, clock.due_on),
        used: span(scale, `${clock.step_id}-used`, clock.started_on, later(inTime, clock.started_on)),
        late: mayBeLate(clock) && stop > clock.due_on ? span(scale, `${clock.step_id}-late`, clock.due_on, stop) : null,
        isRunning: clock.ended_on === null && closed === null,
      };
    }),
    steps: marks,
    todayX: scale.x(today),
  };
}

/** Marks that would cover each other move apart, to the right and back from the edge. */
export function apart<M extends { x: number }>(marks: readonly M[], gap: number, width: number): M[] {
  const moved = marks.map((mark) => ({ ...mark }));
  moved.forEach((mark, index) => {
    const before = moved[index - 1];
    if (before && mark.x < before.x + gap) mark.x = before.x + gap;
  });
  for (let index = moved.length - 1; index >= 0; index -= 1) {
    const mark = moved[index];
    const limit = moved[index + 1] ? (moved[index + 1]?.x ?? width) - gap : width;
    if (mark && mark.x > limit) mark.x = limit;
  }
  return moved;
}
