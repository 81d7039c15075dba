import { describe, expect, it } from "vitest";
import { changedNames, checkBoundary, checkNewPark, namesOf } from "./park-entries";

describe("a park's names", () => {
  it("are sent only where they differ", () => {
    const before = namesOf({ name_zh: "健康食品产业园", operator_zh: "示例公司" });
    expect(changedNames(before, { ...before, name_zh: "健康食品产业园 " })).toBeNull();
    expect(changedNames(before, { ...before, name_en: "Healthy Food Park" })).toEqual({ name_en: "Healthy Food Park" });
  });

  it("need a code the plot numbers can begin with, and a name", () => {
    const names = namesOf({ name_zh: "新园" });
    expect(checkNewPark("P7", names)).toEqual({});
    expect(checkNewPark("园 7", names)).toHaveProperty("code");
    expect(checkNewPark("P7", namesOf(null))).toHaveProperty("name_zh");
  });
});

describe("a park's boundary", () => {
  it("needs a day, a source and a reason", () => {
    expect(checkBoundary({ validFrom: "2026-11-23", source: "规划", reason: "新建", document: "" })).toEqual({});
    expect(Object.keys(checkBoundary({ validFrom: "", source: " ", reason: "新", document: "" }))).toEqual([
      "validFrom",
      "source",
      "reason",
    ]);
  });
});
