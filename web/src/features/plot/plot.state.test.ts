import { describe, expect, it } from "vitest";
import { addYears, daysBetween } from "../../locale/days";
import { type Explanation, explain } from "./explain";
import { pointsAsText, zoneOf } from "./points-text";
import type { Contract, Dossier } from "./types";

const contractWith = (milestones: Partial<Record<string, [string | null, string | null]>>): Contract => ({
  id: 1,
  contract_no: "HT-1",
  supervision_no: null,
  ended_on: null,
  signed_on: "2024-01-01",
  area_m2: 1,
  price_yuan: null,
  term_years: 50,
  party_name_zh: "示例",
  party_name_en: "",
  credit_code: null,
  source: "",
  version_no: 1,
  supplement_no: null,
  milestones: Object.entries(milestones).map(([kind, dates]) => ({
    kind,
    agreed_on: dates?.[0] ?? null,
    due_on: dates?.[0] ?? null,
    actual_on: dates?.[1] ?? null,
    days_late: null,
    document: null,
    note: "",
  })),
});

type Facts = Parameters<typeof explain>[0];
const plot = (change: Partial<Facts>): Facts => ({
  stage: "raw",
  land_control: "collective",
  development: "not_applicable",
  axes: {},
  conditions: null,
  contract: null,
  ...change,
});
const on = (day: string, change: Partial<Facts>): Explanation => explain(plot(change), day);

describe("why a plot stands where it stands", () => {
  const allocated: Partial<Facts> = {
    stage: "allocated",
    development: "not_started",
    contract: contractWith({ start: ["2025-12-01", null] }),
  };

  it("counts the days to the agreed start", () => {
    expect(on("2025-11-01", allocated)).toMatchObject({
      why: "startAhead",
      next: "remindStart",
      days: 30,
      tone: "neutral",
    });
    expect(on("2025-12-01", allocated)).toMatchObject({ why: "startAhead", days: 0 });
  });

  it("counts the days since, and leaves every term of law to the server", () => {
    expect(on("2025-12-02", allocated)).toMatchObject({ why: "startPassed", next: "urgeStart", days: -1 });
    expect(on("2026-12-01", allocated)).toMatchObject({ why: "startPassed", days: -365, basis: null });
  });

  it("asks for the contract or its date where they are missing", () => {
    expect(on("2026-01-01", { stage: "allocated" })).toMatchObject({ why: "noContract", next: "recordContract" });
    expect(on("2026-01-01", { stage: "allocated", contract: contractWith({}) })).toMatchObject({ why: "startUndated" });
  });

  it("says only what is recorded of suspected and stopped land", () => {
    const axes: Dossier["axes"] = {
      development: { value: "stopped", since: "2025-06-01", source: null, document: null },
    };
    expect(on("2026-11-23", { stage: "idle_suspected", axes })).toMatchObject({
      axis: "compliance",
      why: "idleSuspected",
      next: "issueInvestigation",
      on: null,
    });
    expect(on("2026-06-01", { stage: "stopped", axes })).toMatchObject({
      why: "stopped",
      next: "checkStop",
      days: -365,
    });
  });

  it("takes the next step of raw land from the land control", () => {
    expect(on("2026-01-01", { land_control: "expropriating" }).next).toBe("finishExpropriation");
    expect(on("2026-01-01", { land_control: "cleared" }).next).toBe("prepareSupply");
    expect(on("2026-01-01", { stage: "prepared" }).next).toBe("addConditions");
  });

  it("does not count towards a milestone that was reached", () => {
    const contract = contractWith({ completion: ["2026-01-01", "2026-02-01"] });
    expect(on("2026-03-01", { stage: "building", contract })).toMatchObject({ why: "building", days: null });
    const open = contractWith({ completion: ["2026-01-01", null] });
    expect(on("2026-03-01", { stage: "building", contract: open })).toMatchObject({ why: "buildingLate", days: -59 });
  });
});

describe("land in use", () => {
  it("is urged to produce only where production was promised", () => {
    const used: Partial<Facts> = { stage: "in_use", development: "completed" };
    expect(on("2026-03-01", used)).toMatchObject({ why: "completedPlain", next: "superviseUse" });
    const contract = contractWith({ production: ["2026-06-01", null] });
    expect(on("2026-03-01", { ...used, contract })).toMatchObject({
      why: "completed",
      next: "urgeProduction",
      days: 92,
    });
  });
});

describe("calendar days", () => {
  it("knows leap years", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(addYears("2024-02-29", 1)).toBe("2025-02-28");
    expect(addYears("2023-12-31", 1)).toBe("2024-12-31");
  });
});

describe("boundary points", () => {
  it("copies as rows a spreadsheet understands", () => {
    const text = pointsAsText(
      {
        epsg: 4526,
        origin: "delivered",
        rings: [{ ring: 1, points: [{ no: "J1", x: "3719683.313", y: "38560330.618", side_m: 300 }] }],
      },
      ["点号", "圈号", "X", "Y", "边长"],
    );
    expect(text.split("\n")).toEqual(["点号\t圈号\tX\tY\t边长", "J1\t1\t3719683.313\t38560330.618\t300.00"]);
  });

  it("names zone and central meridian with and without prefix", () => {
    expect(zoneOf(4526)).toEqual({ zone: 38, meridian: 114, prefixed: true });
    expect(zoneOf(4547)).toEqual({ zone: 38, meridian: 114, prefixed: false });
    expect(zoneOf(3857)).toBeNull();
  });
});
