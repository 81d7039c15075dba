import { describe, expect, it } from "vitest";
import { emptyEntries, entriesOf, termsOf, wrongNumber } from "./entries";
import type { PremisesRow } from "./types";

describe("premises as typed", () => {
  it("sends empty figures as unknown and codes by any comma", () => {
    const terms = termsOf({
      ...emptyEntries,
      floor_area_m2: "12,000.5",
      industry_codes: "13、14, 27",
      title_zh: " 厂房 ",
    });
    expect(terms.floor_area_m2).toBe(12000.5);
    expect(terms.clear_height_m).toBeNull();
    expect(terms.industry_codes).toEqual(["13", "14", "27"]);
    expect(terms.title_zh).toBe("厂房");
  });
  it("names the first figure that is none", () => {
    expect(wrongNumber({ ...emptyEntries, crane_t: "ten" })).toBe("crane_t");
    expect(wrongNumber(emptyEntries)).toBeNull();
  });
  it("brings a row back as it was", () => {
    const row = {
      ...termsOf({
        ...emptyEntries,
        title_zh: "厂房",
        storeys: "2",
        industry_codes: "13",
        source: "台账",
        observed_on: "2026-11-01",
      }),
      id: 1,
    } as unknown as PremisesRow;
    expect(termsOf(entriesOf(row))).toMatchObject({
      title_zh: "厂房",
      storeys: 2,
      industry_codes: ["13"],
      source: "台账",
    });
  });
});
