import { expect, it } from "vitest";
import { byStage, totalOf } from "./counts";

const counts = byStage({
  as_of: "2026-11-23",
  recorded_at: "2026-11-23T08:00:00Z",
  rows: [
    { park_code: "P1", park_name_zh: "甲", park_name_en: "A", stage: "building", plot_count: 2, area_m2: 1000 },
    { park_code: "P2", park_name_zh: "乙", park_name_en: "B", stage: "building", plot_count: 3, area_m2: 500.5 },
    { park_code: "P2", park_name_zh: "乙", park_name_en: "B", stage: "in_use", plot_count: 1, area_m2: 10 },
  ],
  total_count: 6,
  total_area_m2: 1510.5,
});

it("sums a stage over the parks", () => {
  expect(counts.building).toEqual({ count: 5, areaM2: 1500.5 });
});

it("totals everything, or only what is chosen", () => {
  expect(totalOf(counts, [])).toEqual({ count: 6, areaM2: 1510.5 });
  expect(totalOf(counts, ["in_use", "stopped"])).toEqual({ count: 1, areaM2: 10 });
});
