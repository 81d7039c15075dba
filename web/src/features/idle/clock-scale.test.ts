import { expect, it } from "vitest";
import { scaleOf } from "./clock-scale";
import type { Clock } from "./types";

const clock: Clock = {
  is_stop: false,
  from_on: "2023-03-01",
  year_on: "2024-03-01",
  two_years_on: "2025-03-01",
  own_year_on: "2024-05-30",
  own_recovery_on: "2025-05-30",
  own_days: 0,
  excused_days: 0,
  spans: [
    { cause: "petitions", side: "government", began_on: "2023-06-01", ended_on: "2023-08-30", proof: "E1" },
    { cause: "plan_changed", side: "government", began_on: "2023-08-01", ended_on: null, proof: "E2" },
  ],
};

it("cuts the line where causes begin and end, and names all that run at once", () => {
  const { stretches } = scaleOf(clock, "2023-09-30");
  expect(stretches.map(({ kind, causes }) => [kind, causes])).toEqual([
    ["own", []],
    ["excused", ["petitions"]],
    ["excused", ["petitions", "plan_changed"]],
    ["excused", ["plan_changed"]],
  ]);
});

it("puts every day between the ends and words that are near into different rows", () => {
  const { marks, first, last } = scaleOf(clock, "2024-03-02");
  expect([first, last]).toEqual(["2023-03-01", "2025-05-30"]);
  expect(marks.every(({ at }) => at >= 0 && at <= 100)).toBe(true);
  const year = marks.find(({ kind }) => kind === "year");
  const today = marks.find(({ kind }) => kind === "today");
  expect(year?.row).not.toBe(today?.row);
});

it("draws no running time before the start", () => {
  expect(scaleOf(clock, "2023-03-01").stretches).toEqual([]);
});

it("leaves out the own year where nothing was taken out", () => {
  const plain = { ...clock, spans: [], own_year_on: clock.year_on, own_recovery_on: clock.two_years_on };
  expect(scaleOf(plain, "2023-09-30").marks.map(({ kind }) => kind)).toEqual(["from", "today", "year", "two"]);
});
