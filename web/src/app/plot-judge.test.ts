import { expect, it } from "vitest";
import { plotJudge } from "./plot-judge";
import { noFilters } from "./url";

const plot = { $id: 7, stage: "building", area_m2: 20_000, land_use_code: "100101" };

it("judges nothing when nothing is asked", () => {
  expect(plotJudge(noFilters, null)).toBeNull();
});

it("keeps a plot only when every part of the filter does", () => {
  const judge = (change: Partial<typeof noFilters>, ids: Set<number> | null = null) =>
    plotJudge({ ...noFilters, ...change }, ids)?.(plot);
  expect(judge({ stage: ["building", "stopped"] })).toBe(true);
  expect(judge({ stage: ["stopped"] })).toBe(false);
  expect(judge({ area_min: 20_000, area_max: 20_000 })).toBe(true);
  expect(judge({ area_min: 20_000.01 })).toBe(false);
  expect(judge({ stage: ["building"] }, new Set([8]))).toBe(false);
});

it("does not hide plots for a field that coarse tiles leave out", () => {
  const judge = plotJudge({ ...noFilters, area_min: 1, land_use: ["0701"] }, null);
  expect(judge?.({ $id: 7, stage: "building" })).toBe(true);
});
