import { describe, expect, it } from "vitest";
import { landOf } from "./figure-land";
import { bodyOf, entriesOf, weightsOf } from "./scheme-entries";
import type { Scheme } from "./types";

const kept = {
  title_zh: "办法",
  basis: "文件",
  note: "",
  confirmed: true,
  share_a: 0.25,
  share_b: 0.7,
  share_c: 0.95,
  criteria: [
    {
      segment: "above",
      criterion: "tax_per_mu",
      weight: "100.0000",
      reference: "10.50000000",
      cap: "1.5000",
      reference_basis: "平均",
      reference_confirmed: false,
    },
    {
      segment: "below",
      criterion: "tax_per_mu",
      weight: "60.0000",
      reference: "8.00000000",
      cap: null,
      reference_basis: "平均",
      reference_confirmed: true,
    },
  ],
} as unknown as Scheme;

describe("a scheme as typed", () => {
  it("goes there and back", () => {
    const body = bodyOf(entriesOf(kept, 2025), 2025);
    expect(body).toMatchObject({
      year: 2025,
      title_zh: "办法",
      share_a: "0.25",
      share_b: "0.7",
      share_c: "0.95",
      confirmed: true,
    });
    expect(body.criteria).toMatchObject([
      { weight: "100", reference: "10.5", cap: "1.5", reference_basis: "平均" },
      { weight: "60", reference: "8", cap: null, reference_confirmed: true },
    ]);
  });
  it("sums the weights of a segment", () => {
    const entries = entriesOf(kept, 2025).criteria;
    expect([weightsOf(entries, "above"), weightsOf(entries, "below")]).toEqual([100, 60]);
  });
  it("starts with the usual shares where there is nothing", () => {
    expect(entriesOf(null, 2025)).toMatchObject({ a: "25", b: "70", c: "95", criteria: [] });
  });
});

describe("areas as typed", () => {
  const before = [
    { plot_id: 1, plot_no: "P1", kind: "registered" as const, area_m2: 3000 },
    { plot_id: 2, plot_no: "P2", kind: "registered" as const, area_m2: 1000 },
  ];
  it("stay on their plots where they were not touched", () => {
    expect(landOf({ registered: "6" }, before)).toEqual([
      { kind: "registered", area_m2: "3000.00", plot_id: 1 },
      { kind: "registered", area_m2: "1000.00", plot_id: 2 },
    ]);
  });
  it("are laid on the same plots in proportion", () => {
    expect(landOf({ registered: "12", leased_in: "3" }, before)).toEqual([
      { kind: "registered", area_m2: "6000.00", plot_id: 1 },
      { kind: "registered", area_m2: "2000.00", plot_id: 2 },
      { kind: "leased_in", area_m2: "2000.00", plot_id: null },
    ]);
  });
  it("are left out where they are empty or nought", () => {
    expect(landOf({ registered: "0", leased_out: "" }, before)).toEqual([]);
  });
});
