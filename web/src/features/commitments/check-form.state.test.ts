import { describe, expect, it } from "vitest";
import { bodyOf, type CheckForm, emptyForm } from "./check-form.state";
import type { ExplainedCommitment } from "./types";

const item = {
  contract_id: 7,
  obligation_key: "indicator:floor_area_ratio:at_least",
  contract_area_m2: 20000,
  figures: [
    { name: "storeys", unit: "storeys" },
    { name: "site_area_m2", unit: "m2" },
    { name: "paid_yuan", unit: "yuan" },
    { name: "separable", unit: "yes_no" },
  ],
} as unknown as ExplainedCommitment;

function typed(change: Partial<CheckForm>) {
  return bodyOf(item, { ...emptyForm(item, "2026-11-24"), ...change });
}

describe("the body of a check", () => {
  it("starts from the area of the contract and leaves everything else unknown", () => {
    const body = typed({});
    expect(body.numbers).toEqual({ site_area_m2: "20000", paid_yuan: null });
    expect(body.storeys).toBeNull();
    expect(body.answers).toEqual({ separable: null });
    expect(body.reviewers).toEqual([]);
  });

  it("keeps storeys that are half filled, so that the answer is unknown and not too small", () => {
    const body = typed({
      storeys: [
        { floor_area_m2: "100", height_m: "" },
        { floor_area_m2: "", height_m: "" },
      ],
    });
    expect(body.storeys).toEqual([{ floor_area_m2: "100", height_m: null }]);
  });

  it("sends a day to rectify by only with that verdict", () => {
    expect(typed({ verdict: "met", rectify_by: "2027-01-01" }).rectify_by).toBeNull();
    expect(typed({ verdict: "rectify", rectify_by: "2027-01-01" }).rectify_by).toBe("2027-01-01");
  });
});
