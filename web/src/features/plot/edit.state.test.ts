import { describe, expect, it } from "vitest";
import { entriesFrom, readLimits } from "./conditions-entries";
import { checkPapers } from "./papers";
import { checkParties, type PartyEntry } from "./party-entries";
import { changedFacts, checkFacts, factEntries } from "./servicing-entries";
import type { ServicingFact } from "./types";

describe("papers of a change", () => {
  it("needs a real date and a reason", () => {
    expect(checkPapers({ validFrom: "2026-11-23", reason: "测试", document: "" })).toEqual({});
    expect(Object.keys(checkPapers({ validFrom: "2026-02-30", reason: " x ", document: "" }))).toEqual([
      "validFrom",
      "reason",
    ]);
  });
});

describe("planning conditions as typed", () => {
  const stored = {
    far_min: 1,
    far_max: 2.5,
    building_coefficient_min: 0.3,
    building_coefficient_max: null,
    green_ratio_min: null,
    green_ratio_max: 0.07,
    height_min_m: null,
    height_max_m: 24,
    document_no: null,
    source: "",
    valid_from: "2026-01-01",
  };

  it("shows ratios in percent and sends them back as the same fractions", () => {
    const entries = entriesFrom(stored);
    expect(entries.building_coefficient_min).toBe("30");
    expect(entries.green_ratio_max).toBe("7");
    expect(entries.height_min_m).toBe("");
    const { values, errors } = readLimits(entries);
    expect(errors).toEqual({});
    expect(values).toMatchObject({
      far_max: 2.5,
      building_coefficient_min: 0.3,
      green_ratio_max: 0.07,
      height_min_m: null,
    });
  });

  it("names the pair that cannot be", () => {
    const { errors } = readLimits({ ...entriesFrom(stored), far_min: "3", green_ratio_max: "120", height_max_m: "高" });
    expect(Object.keys(errors).sort()).toEqual(["far", "green_ratio", "height"]);
  });
});

describe("utilities as typed", () => {
  const recorded: ServicingFact = {
    utility: "water",
    status: "connected",
    capacity: 500,
    unit: "m³/d",
    source: "供水公司",
    observed_on: "2026-01-01",
    valid_from: "2026-01-01",
  };

  it("sends only the rows that were touched", () => {
    const before = factEntries(["road", "water"], [recorded], "2026-11-23");
    expect(changedFacts(before, before)).toEqual([]);
    const now = before.map((entry) =>
      entry.utility === "road" ? { ...entry, status: "connected", source: "现场核实" } : entry,
    );
    expect(changedFacts(before, now).map(({ utility }) => utility)).toEqual(["road"]);
    expect(checkFacts(changedFacts(before, now))).toBeNull();
  });

  it("asks for the source and for a number", () => {
    const [road] = factEntries(["road"], [], "2026-11-23");
    expect(checkFacts([{ ...road!, status: "connected" }])?.utility).toBe("road");
    expect(checkFacts([{ ...road!, source: "现场", capacity: "很大" }])?.utility).toBe("road");
  });
});

describe("parties of a plot", () => {
  const entry = (role: string, share: string): PartyEntry => ({ party_id: 1, name: "甲", role, share });

  it("lets holders own the whole together, and others use it as they may", () => {
    expect(checkParties([entry("holder", "60"), entry("holder", "40"), entry("tenant", "100")])).toBeNull();
    expect(checkParties([])).toBeNull();
  });

  it("refuses shares that do not add up or are none", () => {
    expect(checkParties([entry("holder", "60")])).toContain("60");
    expect(checkParties([entry("holder", "0")])).not.toBeNull();
    expect(checkParties([entry("tenant", "x")])).not.toBeNull();
  });
});
