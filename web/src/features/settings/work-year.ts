import type * as contract from "../../api/schema";

/** A day that differs from its weekday: a holiday, or a working day on a weekend. */
export type SpecialDay = contract.CalendarDay;
export type CalendarYear = contract.CalendarYear;
export type YearAnswer = contract.CalendarYearAnswer;

export type DayKind = "workday" | "weekend" | "holiday" | "make_up";

const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const isoOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Monday = 0 … Sunday = 6. */
export const weekdayOf = (day: string) => (new Date(at(day)).getUTCDay() + 6) % 7;
export const isWeekend = (day: string) => weekdayOf(day) >= 5;
export const dayAfter = (day: string) => isoOf(at(day) + dayMs);

/** Every day from the first to the last. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let ms = at(first); ms <= at(last); ms += dayMs) days.push(isoOf(ms));
  return days;
}

/** The weeks of a month, Monday first; null where a week reaches into another month. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = isoOf(Date.UTC(year, month - 1, 1));
  const last = isoOf(Date.UTC(year, month, 0));
  const cells: (string | null)[] = [...Array<null>(weekdayOf(first)).fill(null), ...daysBetween(first, last)];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export type Marks = ReadonlyMap<string, SpecialDay>;

export const marksOf = (days: readonly SpecialDay[]): Marks => new Map(days.map((day) => [day.day, day]));

export function kindOf(day: string, marks: Marks): DayKind {
  const mark = marks.get(day);
  if (mark) return mark.is_workday ? (isWeekend(day) ? "make_up" : "workday") : "holiday";
  return isWeekend(day) ? "weekend" : "workday";
}

export function workdayCount(year: number, marks: Marks): number {
  const days = daysBetween(`${year}-01-01`, `${year}-12-31`);
  return days.filter((day) => ["workday", "make_up"].includes(kindOf(day, marks))).length;
}

/** What a holiday's make-up day is called. */
export const makeUpName = (name: string) => `${name}调休上班`;

const holiday = (day: string, name: string): SpecialDay => ({ day, is_workday: false, name_zh: name, basis: "" });
const makeUp = (day: string, name: string): SpecialDay => ({
  day,
  is_workday: true,
  name_zh: makeUpName(name),
  basis: "",
});

/** One press on a day: ordinary → holiday → (at weekends) make-up day → ordinary. */
export function pressed(day: string, name: string, marks: Marks): Marks {
  const next = new Map(marks);
  const mark = marks.get(day);
  if (!mark) next.set(day, holiday(day, name));
  else if (!mark.is_workday && isWeekend(day)) next.set(day, makeUp(day, name));
  else next.delete(day);
  return next;
}

/** Mark a span; as make-up days only the weekend's days of it. */
export function spanned(first: string, last: string, name: string, worked: boolean, marks: Marks): Marks {
  const next = new Map(marks);
  for (const day of daysBetween(first, last)) {
    if (!worked) next.set(day, holiday(day, name));
    else if (isWeekend(day)) next.set(day, makeUp(day, name));
  }
  return next;
}

export interface Festival {
  name: string;
  /** Spans of days off. */
  rests: { from: string; to: string; days: number }[];
  /** Make-up days. */
  worked: string[];
}

const sorted = (marks: Marks) => [...marks.values()].sort((a, b) => (a.day < b.day ? -1 : 1));

/** The arrangement as a notice says it: festival by festival, in the order of the year. */
export function festivalsOf(marks: Marks): Festival[] {
  const found = new Map<string, Festival>();
  const of = (name: string) => {
    const festival = found.get(name) ?? { name, rests: [], worked: [] };
    found.set(name, festival);
    return festival;
  };
  const days = sorted(marks);
  for (const { day, name_zh } of days.filter((one) => !one.is_workday)) {
    const { rests } = of(name_zh);
    const last = rests.at(-1);
    if (last && dayAfter(last.to) === day) {
      last.to = day;
      last.days += 1;
    } else rests.push({ from: day, to: day, days: 1 });
  }
  for (const { day, name_zh } of days.filter((one) => one.is_workday))
    of(name_zh.replace(/调休上班$|补班$/, "")).worked.push(day);
  return [...found.values()];
}

/** Without a festival's days off and make-up days. */
export function without(name: string, marks: Marks): Marks {
  return new Map([...marks].filter(([, one]) => one.name_zh !== name && one.name_zh !== makeUpName(name)));
}
