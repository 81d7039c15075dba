import { describe, expect, it } from "vitest";
import { bodyOf, faultsOf, placeOf, type Told, toldOf } from "./told";
import type { Report } from "./types";

const report = {
  parts: ["progress", "figures"],
  figures: [
    { name: "paid_yuan", unit: "yuan", value: null },
    { name: "floor_m2", unit: "m2", value: null },
    { name: "persons", unit: "person", value: null },
  ],
  filings: [],
  progress: null,
  since: null,
  words: "",
} as unknown as Report;

const told = (change: Partial<Told>): Told => ({ ...toldOf(report), declared: true, progress: "building", ...change });
const whole = { numbers: { paid_yuan: "1,200.5", floor_m2: "80", persons: "12" } };

describe("what is told", () => {
  it("is money in yuan to the digit, and null where there is none", () => {
    expect(
      bodyOf(report, told({ numbers: { paid_yuan: "1,200.5", floor_m2: "80" }, none: ["persons"] })).figures,
    ).toEqual({
      paid_yuan: "12005000",
      floor_m2: "80",
      persons: null,
    });
  });

  it("leaves a figure out although something stands in its field, once it is said to be unknown", () => {
    expect(bodyOf(report, told({ ...whole, none: ["paid_yuan"] })).figures.paid_yuan).toBeNull();
  });

  it("begins with what came back to be corrected, and with what was unknown then", () => {
    const again = {
      ...report,
      figures: report.figures.map((one) => (one.name === "paid_yuan" ? { ...one, value: "12005000.00" } : one)),
      filings: [{}],
    } as unknown as Report;
    expect(toldOf(again).numbers).toEqual({ paid_yuan: "1200.5" });
    expect(toldOf(again).none).toEqual(["floor_m2", "persons"]);
    expect(toldOf(report).none).toEqual([]);
  });
});

describe("what is wrong is said at its field", () => {
  it("finds nothing in a whole answer", () => expect(faultsOf(report, told(whole), "2026-11-24")).toEqual({}));

  it.each([
    ["progress", { ...whole, progress: "" }],
    ["since", { ...whole, since: "2026-11-25" }],
    ["figures.paid_yuan", { numbers: { ...whole.numbers, paid_yuan: "约三百" } }],
    ["figures.floor_m2", { numbers: { ...whole.numbers, floor_m2: "" } }],
    ["figures.persons", { numbers: { ...whole.numbers, persons: "12.5" } }],
    ["declared", { ...whole, declared: false }],
  ] as const)("%s", (place, change) => {
    expect(Object.keys(faultsOf(report, told(change as Partial<Told>), "2026-11-24"))).toEqual([place]);
  });

  it("lets the project stand since today, and takes an unknown figure as an answer", () => {
    expect(faultsOf(report, told({ ...whole, since: "2026-11-24" }), "2026-11-24")).toEqual({});
    expect(faultsOf(report, told({ numbers: {}, none: ["paid_yuan", "floor_m2", "persons"] }), "2026-11-24")).toEqual(
      {},
    );
  });

  it.each([
    ["figures.paid_yuan", "figures.paid_yuan"],
    ["paid_yuan", "figures.paid_yuan"],
    ["told.figures.paid_yuan", "figures.paid_yuan"],
    ["photos", "photos"],
    ["something else", ""],
    [null, ""],
  ])("%s of the server stands at %s", (field, place) => expect(placeOf(report, field)).toBe(place));
});
