import { expect, it } from "vitest";
import { fromPlanar, type Xy } from "../map/projections";
import { assemble, boxOf, figuresOf, geometryOf } from "./shape";

const box = (x: number, y: number, side: number): Xy[] =>
  [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ].map(([dx, dy]) => fromPlanar([560_000 + dx!, 3_719_000 + dy!], 4547));

it("makes a ring inside another its hole, and one beside it a part, in whatever order they come", () => {
  const shape = assemble([box(40, 40, 10), box(200, 0, 50), box(0, 0, 100)]);
  expect(shape.map((part) => part.length)).toEqual([2, 1]);
  expect(figuresOf(shape, 4547)).toMatchObject({ parts: 2, holes: 1, points: 12 });
  expect(figuresOf(shape, 4547).areaM2).toBeCloseTo(10_000 - 100 + 2500, 3);
  expect(figuresOf(shape, 4547).perimeterM).toBeCloseTo(400 + 40 + 200, 4);
});

it("drops rings that are no rings yet", () => {
  expect(assemble([box(0, 0, 10).slice(0, 2)])).toEqual([]);
  expect(boxOf([])).toBeNull();
});

it("closes rings for the server", () => {
  const { coordinates } = geometryOf(assemble([box(0, 0, 10)])) as { coordinates: number[][][][] };
  expect(coordinates[0]?.[0]).toHaveLength(5);
  expect(coordinates[0]?.[0]?.[4]).toEqual(coordinates[0]?.[0]?.[0]);
});
