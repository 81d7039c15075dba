import { describe, expect, it } from "vitest";
import type { Bbox, Geometry } from "../api/types";
import { frameOf, pathOf, scaleBar } from "./svg-frame";

/** About 1,000 m by 500 m at 33.6° north. */
const box: Bbox = [114.65, 33.6, 114.65 + 1000 / (111_195 * Math.cos((33.6 * Math.PI) / 180)), 33.6 + 500 / 111_195];

describe("a picture of ground", () => {
  it("keeps shape: a kilometre is as long east as north", () => {
    const frame = frameOf(box, 220, 200, 10);
    expect(frame.x(box[2]) - frame.x(box[0])).toBeCloseTo(200, 1);
    expect(frame.y(box[1]) - frame.y(box[3])).toBeCloseTo(100, 1);
    expect(frame.perMetre).toBeCloseTo(0.2, 4);
  });

  it("stands in the middle with north up", () => {
    const frame = frameOf(box, 220, 200, 10);
    expect(frame.x(box[0])).toBeCloseTo(10, 1);
    expect(frame.y(box[3])).toBeCloseTo(50, 1);
  });

  it("finds the way back from a place in the picture", () => {
    const frame = frameOf(box, 220, 200, 10);
    expect(frame.lon(frame.x(114.655))).toBeCloseTo(114.655, 9);
    expect(frame.lat(frame.y(33.603))).toBeCloseTo(33.603, 9);
  });

  it("draws areas with holes, and nothing for nothing", () => {
    const frame = frameOf(box, 100, 100, 0);
    const ring = [box, box, box].map(([w, s], at) => [w + at * 0.001, s]);
    const area: Geometry = { type: "MultiPolygon", coordinates: [[ring, ring]] };
    expect(pathOf(frame, area).match(/M/g)).toHaveLength(2);
    expect(pathOf(frame, area).match(/Z/g)).toHaveLength(2);
    expect(pathOf(frame, { type: "LineString", coordinates: [] })).toBe("");
    expect(pathOf(frame, null)).toBe("");
  });

  it("measures with a round bar that fits", () => {
    const bar = scaleBar(frameOf(box, 220, 200, 10), 60);
    expect(bar.metres).toBe(200);
    expect(bar.length).toBeCloseTo(40, 1);
  });
});
