import { expect, it } from "vitest";
import { addMonths, usualDates } from "./dates";

it.each([
  ["2026-11-23", -12, "2025-11-23"],
  ["2026-03-31", -1, "2026-02-28"],
  ["2028-03-31", -1, "2028-02-29"],
  ["2026-12-15", 1, "2027-01-15"],
])("%s and %d months is %s", (date, months, expected) => {
  expect(addMonths(date, months)).toBe(expected);
});

it("knows the days reports are made for", () => {
  expect(Object.fromEntries(usualDates("2026-01-10").map(({ name, date }) => [name, date]))).toEqual({
    last_month_end: "2025-12-31",
    last_quarter_end: "2025-12-31",
    last_year_end: "2025-12-31",
    year_ago: "2025-01-10",
  });
});
