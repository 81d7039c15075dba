import { describe, expect, it } from "vitest";
import { noWish } from "./address";
import { type Known, strangersOf, withoutStrangers } from "./strangers";

const choice = (value: string) => ({ value, label_zh: value, label_en: value, count: 1 });
const known = {
  industry: [{ ...choice("13"), cluster: "food" }],
  cluster: [choice("food")],
  park: [choice("P4")],
} satisfies Known;

describe("values of an address that are none of the choices", () => {
  it("are named one by one, and known ones are left alone", () => {
    const wish = {
      ...noWish,
      industry: "13,999",
      park: "P9",
      supply: "sold",
      kinds: ["plot", "castle"],
      utilities: ["water", "helipad"],
    };
    const found = strangersOf(wish, known);
    expect(found).toEqual([
      { field: "industry", value: "999" },
      { field: "park", value: "P9" },
      { field: "supply", value: "sold" },
      { field: "kinds", value: "castle" },
      { field: "utilities", value: "helipad" },
    ]);
    expect(withoutStrangers(wish, found)).toEqual({ ...noWish, industry: "13", kinds: ["plot"], utilities: ["water"] });
    expect(strangersOf(withoutStrangers(wish, found), known)).toEqual([]);
  });

  it("a cluster and a division are both industries; industries are not judged before the choices are known", () => {
    expect(strangersOf({ ...noWish, industry: "food" }, known)).toEqual([]);
    expect(strangersOf({ ...noWish, industry: "999" }, null)).toEqual([]);
    expect(strangersOf({ ...noWish, supply: "sold" }, null)).toEqual([{ field: "supply", value: "sold" }]);
    expect(withoutStrangers({ ...noWish, industry: "13" }, [])).toEqual({ ...noWish, industry: "13" });
  });
});
