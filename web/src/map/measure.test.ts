import { describe, expect, it } from "vitest";
import {
  ellipsoidalArea,
  formatBearing,
  geodesic,
  gridBearing,
  measureArea,
  measureLength,
  planarArea,
} from "./measure";
import { fromPlanar, type Xy } from "./projections";

/** A square of `side` metres in EPSG:4547 with its south-west corner at the city. */
const square = (side: number, east = 560_000, north = 3_719_000): Xy[] =>
  [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
  ].map(([dx, dy]) => fromPlanar([east + (dx ?? 0), north + (dy ?? 0)], 4547));

describe("area", () => {
  it("of a planar square is its side squared", () => {
    expect(planarArea([square(200)], 4547)).toBeCloseTo(40_000, 3);
  });

  it("takes holes out", () => {
    expect(planarArea([square(200), square(50, 560_050, 3_719_050)], 4547)).toBeCloseTo(37_500, 3);
  });

  it("on the ellipsoid agrees with GeographicLib", () => {
    expect(ellipsoidalArea([square(200)])).toBeCloseTo(39996.4393, 2);
  });

  it("names the zone it was measured in", () => {
    expect(measureArea([square(10)]).meridian).toBe(114);
  });
});

describe("length and bearing", () => {
  it("on the ellipsoid agrees with GeographicLib", () => {
    expect(geodesic([114.6, 33.6], [114.7, 33.65])).toBeCloseTo(10809.8671, 3);
    expect(geodesic([114.6, 33.6], [114.6, 33.6])).toBe(0);
  });

  it("adds the sides of a line", () => {
    const line = square(100).slice(0, 3);
    expect(measureLength(line).planarM).toBeCloseTo(200, 4);
  });

  it("turns clockwise from grid north", () => {
    const [sw, se, , nw] = square(100) as [Xy, Xy, Xy, Xy];
    expect(gridBearing(sw, nw)).toBeCloseTo(0, 5);
    expect(gridBearing(sw, se)).toBeCloseTo(90, 5);
    expect(gridBearing(se, sw)).toBeCloseTo(270, 5);
  });

  it("is written in degrees, minutes, seconds without a sixtieth second", () => {
    expect(formatBearing(123.7584)).toBe("123°45′30″");
    expect(formatBearing(59.99999)).toBe("60°00′00″");
    expect(formatBearing(359.99999)).toBe("0°00′00″");
  });
});
