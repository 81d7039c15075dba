import { describe, expect, it } from "vitest";
import { placePanel } from "./popover";

const space = { width: 1366, height: 768 };

describe("a popover", () => {
  it("opens under its button where there is room", () => {
    expect(placePanel({ left: 100, top: 50, bottom: 80 }, { width: 260, height: 300 }, space)).toMatchObject({
      left: 100,
      top: 84,
    });
  });

  it("opens above when its button stands at the foot of the window", () => {
    const { top } = placePanel({ left: 100, top: 500, bottom: 530 }, { width: 260, height: 300 }, space);
    expect(top).toBe(196);
  });

  it("stays inside the window at the right edge and is never taller than the room it has", () => {
    const spot = placePanel({ left: 1300, top: 500, bottom: 530 }, { width: 260, height: 2000 }, space);
    expect(spot.left).toBe(1366 - 260 - 8);
    expect(spot.top).toBeGreaterThanOrEqual(8);
    expect(spot.top + spot.maxHeight).toBeLessThanOrEqual(500);
  });
});
