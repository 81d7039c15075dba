import { expect, it } from "vitest";
import { barsOf, placeOf, quartersOf } from "./bars";
import { isWrong, numeral } from "./numeral";
import type { Paths, Step, Variant } from "./types";

const step = (key: string, phase: Step["phase"], starts_on: string, ends_on: string) =>
  ({ key, phase, starts_on, ends_on }) as Step;
const variant = {
  variant: "standard",
  steps: [
    step("bidding", "land", "2026-11-23", "2026-12-23"),
    step("a", "approval", "2026-12-30", "2027-01-10"),
    step("d", "alongside", "2026-12-25", "2027-02-01"),
    step("building", "building", "2027-02-01", "2027-11-23"),
  ],
} as Variant;
const paths = { from_on: "2026-11-23", until_on: "2027-11-23", variants: [variant] } as unknown as Paths;

it("draws one bar a phase and counts what runs alongside to the approvals", () => {
  const bars = barsOf(variant, paths);
  expect(bars.map(({ phase }) => phase)).toEqual(["land", "approval", "building"]);
  expect(bars[1]?.from).toBeCloseTo(32 / 365, 5);
  expect(bars[1]?.to).toBeCloseTo(70 / 365, 5);
  expect(bars[2]?.to).toBe(1);
});

it("keeps every day on the axis", () => {
  expect(placeOf("2020-01-01", paths)).toBe(0);
  expect(placeOf("2030-01-01", paths)).toBe(1);
});

it("marks quarters", () => {
  expect(quartersOf(paths)).toEqual(["2027-01-01", "2027-04-01", "2027-07-01", "2027-10-01"]);
});

it("reads numbers as people type them and refuses the rest", () => {
  expect(numeral("12,000")).toBe("12000");
  expect(numeral(" 3.5 ")).toBe("3.5");
  expect(numeral("-1")).toBeNull();
  expect(numeral("")).toBeNull();
  expect(isWrong("三亿")).toBe(true);
  expect(isWrong("")).toBe(false);
});
