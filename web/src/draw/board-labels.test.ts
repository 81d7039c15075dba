import { MultiPolygon } from "ol/geom";
import { describe, expect, it } from "vitest";
import { findRoom, lettering } from "./board-labels";

const box = (width: number, height: number, turn = 0) => {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
    [0, 0],
  ].map(([x, y]) => [x! * cos - y! * sin, x! * sin + y! * cos]);
  return findRoom(new MultiPolygon([[corners]]))!;
};
/** Eight pixels a letter; one pixel is one metre. */
const write = (room: ReturnType<typeof box>, number: string, area: string) =>
  lettering(room, number, area, 1, (line) => line.length * 8);

describe("the name of a plot", () => {
  it("stands in the middle, with its area where there is room", () => {
    const room = box(300, 100);
    expect(room.at[0]).toBeCloseTo(150, 6);
    expect(room.at[1]).toBeCloseTo(50, 6);
    expect(write(room, "P4-001-1", "6.6 亩")).toEqual({ lines: ["P4-001-1 6.6 亩"], angle: 0 });
  });

  it("takes two lines where one is too wide", () => {
    expect(write(box(90, 100), "P4-001-1", "6.6 亩")?.lines).toEqual(["P4-001-1", "6.6 亩"]);
  });

  it("runs along a narrow lot, whichever way that lies, and never on its head", () => {
    for (const turn of [Math.PI / 2, 1.2, -1.2, 2.8]) {
      const written = write(box(200, 24, turn), "P4-001-1", "6.6 亩");
      expect(written?.lines).toEqual(["P4-001-1 6.6 亩"]);
      expect(Math.abs(written?.angle ?? 9)).toBeLessThanOrEqual(Math.PI / 2);
      expect(Math.abs(Math.sin((written?.angle ?? 0) - turn))).toBeCloseTo(0, 6);
    }
  });

  it("is the number alone where the area has no room, and nothing where the number has none", () => {
    expect(write(box(24, 90), "P4-001-1", "6.6 亩")?.lines).toEqual(["P4-001-1"]);
    expect(write(box(10, 90), "P4-001-1", "6.6 亩")).toBeNull();
    expect(write(box(24, 40), "P4-001-1", "6.6 亩")).toBeNull();
  });

  it("stands in the larger part, away from a bay", () => {
    const ell = new MultiPolygon([
      [
        [
          [0, 0],
          [300, 0],
          [300, 20],
          [60, 20],
          [60, 200],
          [0, 200],
          [0, 0],
        ],
      ],
    ]);
    const room = findRoom(ell)!;
    expect(room.outline.intersectsCoordinate(room.at)).toBe(true);
  });
});
