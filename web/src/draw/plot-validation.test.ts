import { describe, expect, it } from "vitest";
import { fromPlanar, type Xy } from "../map/projections";
import { checkShape, cornerAngle, insidePolygon } from "./plot-validation";

const ring = (...points: [number, number][]): Xy[] =>
  points.map(([x, y]) => fromPlanar([560_000 + x, 3_719_000 + y], 4547));
const codes = (rings: Xy[][], park: Xy[][][] | null = null) =>
  checkShape(rings, 4547, park).map((finding) => finding.code);

const good = ring([0, 0], [100, 0], [100, 100], [0, 100]);

describe("checks while drawing", () => {
  it("have nothing to say on a sound plot, nor on one that is only begun", () => {
    expect(codes([good])).toEqual([]);
    expect(codes([good.slice(0, 2)])).toEqual([]);
  });

  it("see a boundary that crosses itself, and say nothing else then", () => {
    expect(codes([ring([0, 0], [100, 100], [100, 0], [0, 100])])).toEqual(["boundary.self_intersection"]);
  });

  it("see repeated points, spikes, slivers and crumbs", () => {
    expect(codes([ring([0, 0], [100, 0], [100, 0.0005], [100, 100], [0, 100])])).toContain("boundary.repeated_point");
    expect(codes([ring([0, 0], [100, 0], [100, 50], [200, 51], [100, 52], [100, 100], [0, 100])])).toContain(
      "boundary.spike",
    );
    expect(codes([ring([0, 0], [100, 0], [100, 1.9], [0, 1.9])])).toContain("boundary.sliver");
    expect(codes([ring([0, 0], [9, 0], [9, 9], [0, 9])])).toEqual(["boundary.too_small"]);
  });

  it("see points outside the park, but not those on its line", () => {
    const park = [[ring([0, 0], [100, 0], [100, 100], [0, 100])]];
    expect(codes([good], park)).toEqual([]);
    expect(codes([ring([0, 0], [101, 0], [100, 100], [0, 100])], park)).toEqual(["plot.outside_park"]);
  });
});

it("measures a right corner as 90°", () => {
  expect(
    cornerAngle(
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 10],
      ],
      1,
    ),
  ).toBeCloseTo(90, 9);
});

it("knows that a hole is outside", () => {
  const square: Xy[] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ];
  const hole: Xy[] = [
    [4, 4],
    [6, 4],
    [6, 6],
    [4, 6],
  ];
  expect(insidePolygon([5, 5], [square, hole])).toBe(false);
  expect(insidePolygon([2, 2], [square, hole])).toBe(true);
});
