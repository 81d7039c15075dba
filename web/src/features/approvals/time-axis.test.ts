import { describe, expect, it } from "vitest";
import { at, axisOver, dayNumber, isoOf, monthTicks } from "./time-axis";

describe("the axis of the lanes", () => {
  it("counts days whatever the reader's clock says", () => {
    expect(dayNumber("2026-03-29") - dayNumber("2026-03-28")).toBe(1);
    expect(isoOf(dayNumber("2026-12-31"))).toBe("2026-12-31");
  });

  it("runs from the first day to the last with air behind it", () => {
    const axis = axisOver(["2026-03-02", null, "2026-06-10"]);
    expect(isoOf(axis.first)).toBe("2026-03-02");
    expect(at(axis, "2026-03-02")).toBe(0);
    expect(at(axis, "2026-06-10")).toBeLessThan(100);
  });

  it("is never shorter than three weeks", () => {
    const axis = axisOver(["2026-03-02"]);
    expect(axis.last - axis.first).toBeGreaterThanOrEqual(20);
  });

  it("marks the first days of months, fewer on a long axis", () => {
    expect(monthTicks(axisOver(["2026-11-20", "2027-02-10"]))).toEqual(["2026-12-01", "2027-01-01", "2027-02-01"]);
    expect(monthTicks(axisOver(["2024-01-05", "2026-12-20"])).length).toBeLessThanOrEqual(9);
  });
});
