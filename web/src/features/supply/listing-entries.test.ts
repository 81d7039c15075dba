import { describe, expect, it } from "vitest";
import { bodyOf, entriesOfDefaults, weightSum, wrongFields } from "./listing-entries";
import { numberOf, wanOf, yuanOf } from "./numbers";
import type { ListingDefaults } from "./types";

const defaults: ListingDefaults = {
  listing_no: "告〔2026〕001号",
  start_price_yuan: 9_000_000,
  industry_codes: ["13"],
  contact_zh: "窗口",
  contact_phone: "0394",
  announced_on: "2026-11-24",
  applications_from: "2026-11-24",
  applications_until: "2026-12-19",
  opens_on: "2026-12-14",
  decided_from: "2026-12-24",
  deposit_share_min: 0.2,
  plan_item_id: 7,
  requirements: [],
  conditions: null,
};

describe("an announcement as typed", () => {
  it("starts complete from what the register knows, with the least deposit", () => {
    const entries = entriesOfDefaults(defaults, null);
    expect(wrongFields(entries)).toEqual([]);
    expect(bodyOf(entries)).toMatchObject({
      start_price_yuan: "9000000.00",
      deposit_yuan: "1800000.00",
      term_years: 50,
      lease_years: null,
      plan_item_id: 7,
      ranking: {
        steps: [
          { key: "price", indicator: null },
          { key: "drawn_lot", indicator: null },
        ],
        weights: {},
      },
    });
  });

  it("names what is missing or no number", () => {
    const entries = {
      ...entriesOfDefaults(defaults, null),
      listing_no: " ",
      term_kind: "lease_first",
      deposit: "百万",
    };
    expect(wrongFields(entries)).toEqual(["listing_no", "lease_years", "deposit"]);
  });

  it("wants weights that make 100 where a score is compared", () => {
    const entries = entriesOfDefaults(defaults, null);
    entries.rule = { steps: [{ key: "score", indicator: "" }], weights: [{ indicator: "tax_per_mu", points: "60" }] };
    expect(wrongFields(entries)).toEqual(["rule"]);
    entries.rule.weights.push({ indicator: "investment_intensity", points: "40" });
    expect(weightSum(entries.rule)).toBe(100);
    expect(wrongFields(entries)).toEqual([]);
  });
});

describe("money as typed", () => {
  it.each([
    ["", null],
    ["1,234.5", 1234.5],
    ["0.01", 0.01],
  ])("reads %s", (text, value) => expect(numberOf(text)).toBe(value));
  it("refuses what is no number", () => expect(numberOf("12a")).toBeNaN());
  it("turns 万元 into yuan and back", () => {
    expect(yuanOf("900.5")).toBe("9005000.00");
    expect(wanOf(9_005_000)).toBe("900.5");
  });
});
