import { describe, expect, it } from "vitest";
import { entriesShown, isStrictEnough, pairsOf, sorted } from "./compare";
import { shiftDay } from "./days";
import type { AskedValue, BoardRow, Inputs, PlotIndicator, Requirement } from "./types";

const row = (plot_no: string, more: Partial<BoardRow>): BoardRow =>
  ({ plot_no, area_m2: 1, state: "ready", holds_until: null, ...more }) as BoardRow;

describe("the board's order", () => {
  const rows = [row("P1-002", { state: "ready", area_m2: 5 }), row("P1-001", { state: "failed", area_m2: 9 })];
  it("puts what failed first, and back", () => {
    expect(sorted(rows, "state").map((one) => one.plot_no)).toEqual(["P1-001", "P1-002"]);
    expect(sorted(rows, "-state").map((one) => one.plot_no)).toEqual(["P1-002", "P1-001"]);
    expect(sorted(rows, "area_m2").map((one) => one.plot_no)).toEqual(["P1-002", "P1-001"]);
  });
});

const own = (indicator: string, value: number, direction = "at_least") =>
  ({ indicator, direction, value }) as PlotIndicator;
const asked = (indicator: string, value: number, direction = "at_least") =>
  ({ indicator, direction, value }) as AskedValue;

describe("the plot's values beside the table's", () => {
  const inputs = {
    requirements: [asked("tax_per_mu", 225), asked("green_ratio", 0.2, "at_most"), asked("building_coefficient", 0.4)],
    basic_set: { indicators: ["tax_per_mu", "environmental_standard"], basis: "", confirmed: false },
  } as Inputs;
  const pairs = pairsOf({
    inputs,
    indicators: [own("tax_per_mu", 224.99), own("green_ratio", 0.2, "at_most"), own("rd_share", 0.02)],
  });
  const verdict = (name: string) => {
    const pair = pairs.find(({ indicator }) => indicator === name);
    return pair ? isStrictEnough(pair) : undefined;
  };
  it("says what is looser, what is enough, and what cannot be compared", () => {
    expect(verdict("tax_per_mu")).toBe(false);
    expect(verdict("green_ratio")).toBe(true);
    expect(verdict("building_coefficient")).toBeNull();
    expect(verdict("rd_share")).toBeNull();
  });
  it("lists a basic indicator that nobody asks for or sets", () => {
    const missing = pairs.find(({ indicator }) => indicator === "environmental_standard");
    expect(missing).toMatchObject({ basic: true, own: null, asked: null });
  });
});

describe("the entries of the table", () => {
  const entry = (more: Partial<Requirement>) =>
    ({ indicator: "tax_per_mu", park_code: null, in_force: true, applies: null, ...more }) as Requirement;
  const items = [
    entry({}),
    entry({ park_code: "P4" }),
    entry({ in_force: false }),
    entry({ indicator: "rd_share", applies: true }),
  ];
  const nothing = { park: "", indicator: "", all: "", industry: "" };
  it("shows what is in force, of the park or of all parks", () => {
    expect(entriesShown(items, nothing, [])).toHaveLength(3);
    expect(entriesShown(items, { ...nothing, all: "1" }, [])).toHaveLength(4);
    expect(entriesShown(items, { ...nothing, park: "P5" }, [])).toHaveLength(2);
  });
  it("shows with an industry what applies to it", () => {
    expect(entriesShown(items, { ...nothing, industry: "13" }, []).map((one) => one.indicator, [])).toEqual([
      "rd_share",
    ]);
  });
});

describe("days", () => {
  it("steps over the end of a month and of a leap February", () => {
    expect(shiftDay("2027-01-01", -1)).toBe("2026-12-31");
    expect(shiftDay("2028-02-28", 1)).toBe("2028-02-29");
  });
});
