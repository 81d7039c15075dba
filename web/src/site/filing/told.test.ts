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

const today = "2026-11-24";
const told = (change: Partial<Told>): Told => ({
  ...toldOf(report),
  declared: true,
  progress: "building",
  since: "2026-03-01",
  ...change,
});
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
  it("finds nothing in a whole answer", () => expect(faultsOf(report, told(whole), 0, today)).toEqual({}));

  it.each([
    ["progress", { ...whole, progress: "" }],
    ["since", { ...whole, since: "2026-11-25" }],
    ["since", { ...whole, since: "" }],
    ["words", { numbers: {}, none: ["paid_yuan", "floor_m2", "persons"] }],
    ["figures.paid_yuan", { numbers: { ...whole.numbers, paid_yuan: "约三百" } }],
    ["figures.floor_m2", { numbers: { ...whole.numbers, floor_m2: "" } }],
    ["figures.persons", { numbers: { ...whole.numbers, persons: "12.5" } }],
    ["declared", { ...whole, declared: false }],
  ] as const)("%s", (place, change) => {
    expect(Object.keys(faultsOf(report, told(change as Partial<Told>), 0, today))).toEqual([place]);
  });

  it("lets the project stand since today, and takes an unknown figure as an answer", () => {
    expect(faultsOf(report, told({ ...whole, since: "2026-11-24" }), 0, today)).toEqual({});
    expect(faultsOf(report, told({ ...whole, none: ["paid_yuan", "floor_m2"] }), 0, today)).toEqual({});
  });

  it("asks for a photograph where photographs are asked for, and for no day where nothing was begun", () => {
    const pictured = { ...report, parts: ["photos"], figures: [] } as unknown as Report;
    expect(faultsOf(pictured, told({}), 0, today)).toHaveProperty("photos");
    expect(faultsOf(pictured, told({}), 1, today)).toEqual({});
    expect(faultsOf(report, told({ ...whole, progress: "not_started", since: "" }), 0, today)).toEqual({});
  });

  it.each([
    ["self_report.figures.paid_yuan", "figures.paid_yuan"],
    ["self_report.photos", "photos"],
    ["self_report.declared", "declared"],
    ["self_report.figures.unknown", ""],
    ["evidence.too_large", ""],
  ])("%s of the server stands at %s", (code, place) => expect(placeOf(report, code)).toBe(place));
});
