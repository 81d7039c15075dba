import { expect, it } from "vitest";
import { frameOf, middleOf, pathOf } from "./ground";
import type { Shape } from "./types";

const square: Shape = {
  type: "MultiPolygon",
  coordinates: [
    [
      [
        [114, 60],
        [114.002, 60],
        [114.002, 60.001],
        [114, 60.001],
        [114, 60],
      ],
    ],
  ],
};
const ground = { plot: square, part: null, new_layout: null, plots: [] };

it("draws a degree of longitude shorter than one of latitude", () => {
  const frame = frameOf(ground, 100);
  expect(frame.width).toBeCloseTo(frame.height, 0);
  expect(frame.place([114, 60.001])).toEqual([8, 8]);
  expect(middleOf(square, frame)[0]).toBeCloseTo(frame.width / 2, 1);
});

it("closes every ring", () => {
  expect(pathOf(square, frameOf(ground, 100))).toMatch(/^M8\.0 108\.0L.*Z$/);
});
