import { expect, it } from "vitest";
import { barsOf, dayAt, filmOf, nextChange, placeOf, previousChange } from "./steps";

const days = [
  { day: "2020-01-01", plots: 7 },
  { day: "2022-06-01", plots: 10 },
  { day: "2022-06-20", plots: 1 },
  { day: "2024-02-29", plots: 2 },
];

it.each([
  ["2022-06-01", "2020-01-01", "2022-06-20"],
  ["2022-06-02", "2022-06-01", "2022-06-20"],
  ["2020-01-01", null, "2022-06-01"],
  ["2026-01-01", "2024-02-29", null],
])("from %s the changes before and after are %s and %s", (from, before, after) => {
  expect([previousChange(days, from), nextChange(days, from)]).toEqual([before, after]);
});

it("counts days across leap years both ways", () => {
  expect(placeOf("2024-02-28", "2024-03-01")).toBe(2);
  expect(dayAt("2024-02-28", 2)).toBe("2024-03-01");
  expect(dayAt("2020-01-01", placeOf("2020-01-01", "2026-11-27"))).toBe("2026-11-27");
});

it("puts each change under its stretch and the first and last day inside", () => {
  const bars = barsOf(days, "2020-01-01", "2024-02-29", 2);
  expect(bars).toHaveLength(2);
  expect(bars[1]).toBe(1);
  expect(bars[0]).toBeCloseTo(Math.sqrt(7 / 13), 6);
  expect(barsOf(days, "2022-06-01", "2022-06-01", 1)).toEqual([1]);
  expect(barsOf([], "2022-06-01", "2022-06-01", 1)).toEqual([0]);
});

it("shows every change of a short history and one a month of a long one", () => {
  expect(filmOf(days)).toEqual(days.map(({ day }) => day));
  expect(filmOf(days, 3)).toEqual(["2020-01-01", "2022-06-20", "2024-02-29"]);
});
