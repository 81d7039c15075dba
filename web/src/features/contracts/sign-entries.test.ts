import { describe, expect, it } from "vitest";
import { signBody, signEntries, wrongEntries } from "./sign-entries";

const draft = {
  party_id: 7,
  party_name_zh: "示例事业单位",
  contract_no: "周政划〔2024〕3号",
  location: "纬三路北",
  approval_authority: "市人民政府",
  area_m2: 60000,
  price_yuan: 6000000,
  handover_on: "2024-05-01",
  completion_on: "2026-03-01",
  production_on: "2026-09-01",
  initial_period_months: 24,
  signed_on: "2024-03-01",
};
const entries = signEntries(draft, { id: 5, no: "P4-001" }, null);

describe("an allotment decision as it is typed", () => {
  it("needs neither term nor dispute, which a contract does", () => {
    expect(wrongEntries(entries)).toEqual(expect.arrayContaining(["handover_conditions", "dispute", "term_years"]));
    expect(wrongEntries({ ...entries, instrument: "allotment" })).toEqual([]);
  });

  it("is sent without what only a contract says, whatever was typed before the choice", () => {
    const typed = {
      ...entries,
      method: "listing",
      term_from: "2024-05-01",
      numbers: { ...entries.numbers, term_years: "50", deposit_yuan: "1" },
      promises: [{ indicator: "tax_per_mu", direction: "at_least", value: "", unit: "wan_per_mu", basis: "协议" }],
    };
    expect(wrongEntries({ ...typed, instrument: "allotment" })).toEqual([]);
    expect(signBody({ ...typed, instrument: "allotment" })).toMatchObject({
      instrument: "allotment",
      term_years: null,
      term_from: null,
      method: null,
      deposit_yuan: null,
      production_on: null,
      initial_period_months: null,
      promises: [],
      price_yuan: 6000000,
    });
    expect(signBody(typed)).toMatchObject({ instrument: "grant", term_years: 50, method: "listing" });
  });
});
