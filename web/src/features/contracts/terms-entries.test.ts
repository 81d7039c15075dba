import { describe, expect, it } from "vitest";
import { numberOf, termsBody, termsEntries, typed, wrongNumbers } from "./terms-entries";

const known = {
  handover_on: "2027-01-15",
  start_on: null,
  completion_on: "2028-12-01",
  production_on: "2029-06-01",
  initial_period_months: 24,
  attainment_on: null,
  price_yuan: "9500000.00",
  instalments: [{ due_on: "2026-12-15", amount_yuan: 9500000 }],
  promises: [{ indicator: "tax_per_mu", direction: "at_least", value: 15, unit: "wan_per_mu", basis: "协议" }],
  conditions: { far_min: 1.2, building_coefficient_min: 0.4, green_ratio_max: 0.07, document_no: "周规条〔2026〕18号" },
};

describe("the terms as they are typed", () => {
  it("come back as they were: shares as percent on the screen, as fractions to the server", () => {
    const entries = termsEntries(known);
    expect(entries.conditions).toEqual({
      far_min: "1.2",
      building_coefficient_min: "40",
      green_ratio_max: "7",
      document_no: "周规条〔2026〕18号",
    });
    const body = termsBody(entries);
    expect(body.conditions).toEqual(known.conditions);
    expect(body).toMatchObject({ start_on: null, initial_period_months: 24, price_yuan: 9500000 });
    expect(wrongNumbers(entries)).toEqual([]);
  });

  it("are shown as one would type them", () => {
    expect(["9500000.00", "1.000", "0.50", 1000, "30", null].map(typed)).toEqual([
      "9500000",
      "1",
      "0.5",
      "1000",
      "30",
      "",
    ]);
  });

  it("take thousands, and name what is no number or is missing", () => {
    expect(numberOf("9,500,000.50")).toBe(9500000.5);
    expect(numberOf("  ")).toBeNull();
    const entries = termsEntries(known);
    expect(
      wrongNumbers({
        ...entries,
        price_yuan: "九百万",
        instalments: [{ due_on: "", amount_yuan: "1" }],
        promises: [{ ...entries.promises[0]!, value: "" }],
        conditions: { far_min: "x" },
      }),
    ).toEqual(["price_yuan", "instalment:0", "promise:0", "far_min"]);
  });
});
