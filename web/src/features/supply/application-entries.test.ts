import { describe, expect, it } from "vitest";
import { applicationBody, emptyApplication, wrongEntries } from "./application-entries";
import { typedValue } from "./promise-units";
import type { ListingSheet } from "./types";

const listing = {
  industry_codes: ["13"],
  start_price_yuan: 9_000_000,
  requirements: [{ indicator: "tax_per_mu" }, { indicator: "building_coefficient" }, { indicator: "green_ratio" }],
} as ListingSheet;

describe("an application as typed", () => {
  it("starts from what was announced and wants an applicant and a project", () => {
    const entries = emptyApplication(listing);
    expect(entries.bid).toBe("900");
    expect(Object.keys(entries.promises)).toEqual(["tax_per_mu", "building_coefficient", "green_ratio"]);
    expect(wrongEntries(entries)).toEqual(["party", "project_name"]);
  });

  it("sends promises in the unit of the form and leaves blanks out", () => {
    const entries = emptyApplication(listing);
    entries.promises = { tax_per_mu: "20", building_coefficient: "45", green_ratio: "" };
    expect(applicationBody(entries, [3])).toMatchObject({
      bid_yuan: "9000000.00",
      evidence_ids: [3],
      promises: [
        { indicator: "tax_per_mu", value: "20", unit: "wan_per_mu" },
        { indicator: "building_coefficient", value: "45", unit: "percent" },
      ],
    });
  });

  it("names a promise that is no number", () => {
    const entries = { ...emptyApplication(listing), party: { id: 1, name_zh: "甲" }, project_name: "项目" };
    entries.promises = { tax_per_mu: "二十" };
    expect(wrongEntries(entries)).toEqual(["tax_per_mu"]);
  });

  it.each([
    ["tax_per_mu", "300", "20"],
    ["building_coefficient", "0.45", "45"],
    ["floor_area_ratio", "1.5", "1.5"],
  ])("shows what is kept of %s as it was typed", (indicator, kept, typed) =>
    expect(typedValue(indicator, kept)).toBe(typed),
  );
});
