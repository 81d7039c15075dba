import { describe, expect, it } from "vitest";
import { formatPlanar, formatScale } from "./notation";
import { fromPlanar, planarSystemAt, resolutionFor, scaleOf, toPlanar } from "./projections";

describe("planar systems", () => {
  // Reference values: PROJ 9, EPSG:4490 → EPSG:4547 and 4526.
  it("agrees with PROJ on an absolute coordinate, x = east", () => {
    const [east, north] = toPlanar([114.65, 33.62], 4547);
    expect(east).toBeCloseTo(560316.6871, 3);
    expect(north).toBeCloseTo(3721701.6764, 3);
  });

  it("puts the zone number in front of the easting, nowhere else", () => {
    const [plain, north] = toPlanar([114.65, 33.62], 4547);
    const [prefixed, sameNorth] = toPlanar([114.65, 33.62], 4526);
    expect(prefixed - plain).toBeCloseTo(38_000_000, 6);
    expect(sameNorth).toBeCloseTo(north, 9);
  });

  it("comes back within a tenth of a millimetre", () => {
    const there = toPlanar([114.65321, 33.60178], 4526);
    const [lon, lat] = fromPlanar(there, 4526);
    expect(lon).toBeCloseTo(114.65321, 9);
    expect(lat).toBeCloseTo(33.60178, 9);
  });

  it("chooses the 3° zone by the nearest meridian", () => {
    expect(planarSystemAt(115.49).epsg).toBe(4547);
    expect(planarSystemAt(115.51).epsg).toBe(4548);
  });

  it("writes X as north and Y as east", () => {
    expect(formatPlanar([38560630.6184, 3719683.3129])).toBe("X 3719683.313 Y 38560630.618");
  });
});

describe("scale", () => {
  it("is of the ground, not of the Mercator sheet", () => {
    expect(scaleOf(10, 0)).toBeCloseTo(35_714.29, 1);
    expect(scaleOf(10, 60)).toBeCloseTo(17_857.14, 1);
    expect(scaleOf(resolutionFor(5000, 33.6), 33.6)).toBeCloseTo(5000, 6);
  });

  it("is rounded to three figures for reading", () => {
    expect(formatScale(35714)).toBe("1:35,700");
    expect(formatScale(5000)).toBe("1:5,000");
    expect(formatScale(512)).toBe("1:512");
  });
});
