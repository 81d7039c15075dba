import { MultiPolygon } from "ol/geom";
import { describe, expect, it } from "vitest";
import { extensionsNear } from "./guides";

const square = {
  getGeometry: () =>
    new MultiPolygon([
      [
        [
          [0, 0],
          [100, 0],
          [100, 100],
          [0, 100],
          [0, 0],
        ],
      ],
    ]),
};

describe("extensions of sides", () => {
  it("are shown beyond the end of a side only, and only near its line", () => {
    expect(extensionsNear([120, 1], 2, [square])).toHaveLength(1);
    expect(extensionsNear([50, 1], 2, [square])).toHaveLength(0);
    expect(extensionsNear([120, 3], 2, [square])).toHaveLength(0);
    expect(extensionsNear([400, 1], 2, [square])).toHaveLength(0);
  });

  it("begin at the corner and run on in the side's own direction", () => {
    expect(extensionsNear([-20, 0.5], 2, [square])[0]).toEqual([
      [0, 0],
      [-150, 0],
    ]);
  });

  it("of two plots may cross, and both are there", () => {
    const other = {
      getGeometry: () =>
        new MultiPolygon([
          [
            [
              [120, -50],
              [140, -50],
              [140, -20],
              [120, -20],
              [120, -50],
            ],
          ],
        ]),
    };
    expect(extensionsNear([120, 0.5], 2, [square, other])).toHaveLength(2);
  });
});
