import { describe, expect, it } from "vitest";
import { type StatisticsRow, sumByPark, sumByStage, sumOf } from "./sums";

const row = (park_code: string, stage: StatisticsRow["stage"], plot_count: number, area_m2: number): StatisticsRow => ({
  park_code,
  park_name_zh: `${park_code} 园`,
  park_name_en: park_code,
  stage,
  plot_count,
  area_m2,
});

const rows = [row("P1", "building", 3, 300), row("P1", "in_use", 1, 50), row("P4", "building", 2, 120)];

describe("statistics", () => {
  it("add up alike by park, by stage and as a whole", () => {
    const whole = sumOf(rows, [], []);
    expect(whole).toEqual({ count: 6, areaM2: 470 });
    const parks = sumByPark(rows);
    expect(parks.map(({ code, count, areaM2 }) => [code, count, areaM2])).toEqual([
      ["P1", 4, 350],
      ["P4", 2, 120],
    ]);
    const stages = [...sumByStage(rows).values()];
    expect(stages.reduce((sum, { areaM2 }) => sum + areaM2, 0)).toBe(whole.areaM2);
  });

  it("follow park and stage together", () => {
    expect(sumOf(rows, ["P1"], ["building"])).toEqual({ count: 3, areaM2: 300 });
    expect(sumOf(rows, ["P4"], ["in_use"])).toEqual({ count: 0, areaM2: 0 });
  });
});
