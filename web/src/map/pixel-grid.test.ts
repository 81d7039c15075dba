import { describe, expect, it } from "vitest";
import { onPixelGrid } from "./pixel-grid";

const halfWorld = 20037508.342789244;

describe.each([
  [1366, 692, 1],
  [1025, 701, 1.25],
  [390, 731, 2],
])("a map of %d × %d at %d device pixels", (width, height, ratio) => {
  const asked = { x: 12_763_000.123, y: 3_967_000.456, resolution: 2.147 };
  const rest = onPixelGrid(asked, width, height, ratio);

  it("has tile edges of its level and the next between pixels", () => {
    for (const tile of [14, 15].map((z) => (2 * halfWorld) / 2 ** z)) {
      const size = (tile / rest.resolution) * ratio;
      expect(size - Math.round(size)).toBeCloseTo(0, 6);
      const edge =
        ((Math.ceil((rest.x + halfWorld) / tile) * tile - halfWorld - rest.x) / rest.resolution) * ratio +
        Math.round(width * ratio) / 2;
      expect(edge - Math.round(edge)).toBeCloseTo(0, 4);
    }
  });

  it("is hardly moved or scaled, and stays where it is the second time", () => {
    expect(Math.abs(rest.resolution / asked.resolution - 1)).toBeLessThan(0.002);
    expect(Math.hypot(rest.x - asked.x, rest.y - asked.y)).toBeLessThan(asked.resolution);
    const again = onPixelGrid(rest, width, height, ratio);
    expect(again.resolution).toBeCloseTo(rest.resolution, 9);
    expect(again.x).toBeCloseTo(rest.x, 6);
  });
});
