import { MultiPolygon } from "ol/geom";
import { describe, expect, it } from "vitest";
import { fromLonLat, fromPlanar, toLonLat, toPlanar } from "../map/projections";
import { extensionsNear, Guides } from "./guides";

const plot = (...corners: number[][]) => ({ getGeometry: () => new MultiPolygon([[[...corners, corners[0]!]]]) });
const square = plot([0, 0], [100, 0], [100, 100], [0, 100]);

describe("extensions of sides", () => {
  it("are shown beyond the end of a side only, and only near its line", () => {
    expect(extensionsNear([120, 1], 2, [square])).toHaveLength(1);
    expect(extensionsNear([50, 1], 2, [square])).toHaveLength(0);
    expect(extensionsNear([120, 3], 2, [square])).toHaveLength(0);
    expect(extensionsNear([400, 1], 2, [square])).toHaveLength(0);
  });

  it("are led on from the nearer corner in the side's own direction", () => {
    expect(extensionsNear([-20, 0.5], 2, [square])[0]).toEqual([
      [100, 0],
      [0, 0],
    ]);
  });

  it("of two plots may cross, and both are there", () => {
    const other = plot([120, -50], [140, -50], [140, -20], [120, -20]);
    expect(extensionsNear([120, 0.5], 2, [square, other])).toHaveLength(2);
  });

  it("of a side that two plots share are one", () => {
    const beside = plot([0, 0], [100, 0], [100, -50], [0, -50]);
    expect(extensionsNear([120, 0.5], 2, [square, beside])).toHaveLength(1);
  });
});

describe("extensions on the ground", () => {
  const epsg = 4547;
  const sheet = (east: number, north: number) => fromLonLat(fromPlanar([560_000 + east, 3_719_000 + north], epsg));
  const back = (place: number[]) => toPlanar(toLonLat(place), epsg);
  const skew = plot(sheet(0, 0), sheet(100, 40), sheet(80, 120), sheet(-10, 90));
  const guides = new Guides(() => epsg);

  const aside = ([east, north]: readonly number[]) =>
    Math.abs((east! - 560_000) * 40 - (north! - 3_719_000) * 100) / Math.hypot(100, 40);

  it("lie on the line of the side within a tenth of a millimetre, 200 m beyond it and between their points", () => {
    guides.follow(sheet(200, 80.5), 3, [skew]);
    const line = guides.source.getFeatures()[0]!.getGeometry()!;
    const places = Array.from({ length: 101 }, (_, i) => back(line.getCoordinateAt(i / 100)));
    expect(Math.max(...places.map(aside))).toBeLessThan(0.0001);
    expect(Math.hypot(places[100]![0] - 560_100, places[100]![1] - 3_719_040)).toBeCloseTo(200, 3);
  });

  it("meet a side in one place, which lies on both", () => {
    const wall = plot(sheet(200, 0), sheet(260, 0), sheet(260, 160), sheet(200, 160));
    guides.follow(sheet(199, 79), 3, [skew, wall]);
    const crossings = guides.crossings.getFeatures().map((one) => back(one.getGeometry()!.getCoordinates()));
    expect(crossings.length).toBeGreaterThan(0);
    expect(Math.max(...crossings.map(aside))).toBeLessThan(0.0001);
    expect(crossings[0]![0]).toBeCloseTo(560_200, 4);
  });
});
