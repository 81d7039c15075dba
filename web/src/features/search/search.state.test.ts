import { describe, expect, it } from "vitest";
import { groupHits, type Hit, stepTo, unionBox } from "./hits";

const hit = (kind: Hit["kind"], label: string): Hit => ({
  kind,
  label,
  sub_zh: "",
  sub_en: "",
  plot_id: null,
  park_code: null,
  stage: null,
  area_m2: null,
  lon: null,
  lat: null,
  bbox: null,
});

describe("search results", () => {
  it("stand by kind, the best kind first, and are counted through as shown", () => {
    const groups = groupHits([
      hit("plot", "P4-017"),
      hit("party", "示例企业"),
      hit("plot", "P4-171"),
      hit("park", "P4"),
    ]);
    expect(groups.map(({ kind }) => kind)).toEqual(["plot", "party", "park"]);
    expect(groups.flatMap(({ hits }) => hits.map(({ hit: { label }, index }) => `${index} ${label}`))).toEqual([
      "0 P4-017",
      "1 P4-171",
      "2 示例企业",
      "3 P4",
    ]);
  });

  it("are walked round with the arrow keys", () => {
    expect(stepTo(0, 3, "ArrowUp")).toBe(2);
    expect(stepTo(2, 3, "ArrowDown")).toBe(0);
    expect(stepTo(5, 3, "Enter")).toBe(2);
    expect(stepTo(0, 0, "ArrowDown")).toBe(0);
  });

  it("of a party with several plots are shown in one box", () => {
    expect(
      unionBox([
        [1, 2, 3, 4],
        [0, 3, 2, 9],
      ]),
    ).toEqual([0, 2, 3, 9]);
    expect(unionBox([])).toBeNull();
  });
});
