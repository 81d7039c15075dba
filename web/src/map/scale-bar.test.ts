import { expect, it } from "vitest";
import { scaleBar } from "./scale-bar";

it.each([
  [1, 100, 100],
  [1, 99, 50],
  [2.5, 100, 200],
  [0.14, 100, 10],
  [76, 100, 5000],
])("at %d m a pixel, %d pixels hold %d m", (perPixel, pixels, metres) => {
  const bar = scaleBar(perPixel, pixels);
  expect(bar.metres).toBeCloseTo(metres, 6);
  expect(bar.pixels).toBeLessThanOrEqual(pixels);
});
