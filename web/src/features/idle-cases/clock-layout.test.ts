import { describe, expect, it } from "vitest";
import { apart, casePicture, ownPicture, scaleOf, ticksOf } from "./clock-layout";
import type { Clock } from "./types";

const clock = (change: Partial<Clock>): Clock => ({
  step_id: 1,
  code: "investigate",
  whose: "office",
  name_zh: "发出调查通知书",
  started_on: "2026-03-02",
  due_on: "2026-04-01",
  ended_on: null,
  days: 30,
  unit: "calendar",
  used: 0,
  is_over: false,
  late_days: 0,
  sentence_zh: "",
  basis: "",
  unconfirmed_years: [],
  explained: [],
  ...change,
});

describe("the picture of clocks", () => {
  it("puts days in proportion and nothing outside", () => {
    const scale = scaleOf("2026-01-01", "2026-01-11", 100);
    expect(scale.x("2026-01-06")).toBe(50);
    expect([scale.x("2025-12-01"), scale.x("2026-02-01")]).toEqual([0, 100]);
  });

  it("writes months where there is room, quarters and years where there is not", () => {
    expect(ticksOf(scaleOf("2026-01-15", "2026-07-15", 600), 60).map(({ day }) => day)).toEqual([
      "2026-02-01",
      "2026-03-01",
      "2026-04-01",
      "2026-05-01",
      "2026-06-01",
      "2026-07-01",
    ]);
    const long = ticksOf(scaleOf("2024-01-15", "2027-01-15", 300), 60);
    expect(long.every(({ isYear }) => isYear)).toBe(true);
    expect(long.map(({ day }) => day.slice(0, 4))).toEqual(["2025", "2026", "2027"]);
  });

  it("hatches the days that a cause of government takes out, up to today while it goes on", () => {
    const drawn = ownPicture(
      {
        start_due_on: "2024-09-01",
        idle_since: null,
        own_year_on: null,
        own_recovery_on: null,
        rests: [
          { cause: "plan_changed", began_on: "2024-06-01", ended_on: "2024-12-01", days: 183, evidence: [] },
          { cause: "protection", began_on: "2025-03-01", ended_on: null, days: 92, evidence: [] },
        ],
      },
      "2025-06-01",
      null,
      500,
    );
    expect(drawn?.rests.map(({ from, to, isOpen }) => [from, to, isOpen])).toEqual([
      ["2024-09-01", "2024-12-01", false],
      ["2025-03-01", "2025-06-01", true],
    ]);
    expect(drawn?.marks.map(({ key }) => key)).toEqual(["start"]);
  });

  it("draws a term, what ran of it, and what ran too long", () => {
    const steps = [{ taken_on: "2026-03-02", sequence: 1, step: "open" }];
    const running = casePicture([clock({})], steps, "2026-03-17", null, 400)?.bars[0];
    expect(running?.isRunning).toBe(true);
    expect([running?.used.to, running?.late]).toEqual(["2026-03-17", null]);
    const late = casePicture([clock({})], steps, "2026-04-11", null, 400)?.bars[0];
    expect([late?.used.to, late?.late?.to]).toEqual(["2026-04-01", "2026-04-11"]);
    const lapsed = casePicture([clock({ whose: "holder", code: "hearing" })], steps, "2026-04-11", null, 400)?.bars[0];
    expect(lapsed?.late).toBeNull();
    const done = casePicture([clock({ ended_on: "2026-03-20" })], steps, "2026-04-11", null, 400)?.bars[0];
    expect([done?.used.to, done?.late, done?.isRunning]).toEqual(["2026-03-20", null, false]);
  });

  it("moves marks apart that would cover each other, and none over the edge", () => {
    const marks = [{ x: 10 }, { x: 12 }, { x: 50 }, { x: 98 }, { x: 99 }];
    expect(apart(marks, 15, 100).map(({ x }) => x)).toEqual([10, 25, 50, 85, 100]);
    expect(marks[1]?.x).toBe(12);
  });

  it("shows from where to where a case went back, each time to the last step of that state", () => {
    const step = (sequence: number, taken_on: string, to_state: string, annul_ground: string | null = null) => ({
      sequence,
      taken_on,
      step: annul_ground ? "annul" : "x",
      to_state,
      annul_ground,
    });
    const steps = [
      step(1, "2026-03-02", "clue"),
      step(2, "2026-04-01", "cause_review"),
      step(3, "2026-05-01", "determined"),
      step(4, "2026-06-01", "cause_review", "review"),
      step(5, "2026-07-01", "determined"),
      step(6, "2026-08-01", "cause_review", "lawsuit"),
    ];
    const drawn = casePicture([], steps, "2026-09-01", null, 400);
    expect(drawn?.backs.map(({ sequence, toSequence }) => [sequence, toSequence])).toEqual([
      [4, 2],
      [6, 4],
    ]);
    expect(drawn?.backs.every(({ x, toX }) => toX < x)).toBe(true);
  });

  it("has nothing to draw without a step or a start", () => {
    expect(casePicture([], [], "2026-01-01", null, 100)).toBeNull();
    const own = { start_due_on: null, idle_since: null, own_year_on: null, own_recovery_on: null, rests: [] };
    expect(ownPicture(own, "2026-01-01", null, 100)).toBeNull();
  });
});
