import { describe, expect, it } from "vitest";
import { dropLimit, endOfMonth, formatAddress, limitsOf, noWish, parseAddress, wishQuery } from "./address";

const full =
  "/?industry=healthy_food&area=50-80&park=P4&by=2027-06&price=15&utility=water,power&supply=on_offer&sort=-area&sel=82&lang=en";

describe("the address of the window", () => {
  it("brings back the same wish, selection, order and language", () => {
    const state = parseAddress("/", full.slice(1));
    expect(formatAddress(state)).toBe(full);
    expect(state.wish.areaMinMu).toBe(50);
    expect(state.selected).toBe(82);
  });

  it("is short when nothing is wished for", () => {
    expect(formatAddress(parseAddress("/", ""))).toBe("/");
    expect(formatAddress(parseAddress("/sites/82", ""))).toBe("/sites/82");
  });

  it("keeps the wish in the address of a sheet", () => {
    expect(formatAddress({ ...parseAddress("/", full.slice(1)), sheet: 7 })).toBe(
      "/sites/7?industry=healthy_food&area=50-80&park=P4&by=2027-06&price=15&utility=water,power&supply=on_offer&sort=-area&lang=en",
    );
  });

  it.each(["?area=x-y&by=June&sel=-4&price=cheap&asof=yesterday", "?area=&by=&sel=&price="])(
    "opens a damaged link without the damaged parts: %s",
    (search) => {
      expect(parseAddress("/", search).wish).toEqual(noWish);
      expect(parseAddress("/", search).selected).toBeNull();
      expect(parseAddress("/", search).asOf).toBeNull();
    },
  );

  it("reads one-sided areas", () => {
    expect(parseAddress("/", "?area=50-").wish).toMatchObject({ areaMinMu: 50, areaMaxMu: null });
    expect(formatAddress(parseAddress("/", "?area=-80"))).toBe("/?area=-80");
  });
});

describe("the wish", () => {
  it("is asked in m² and yuan per m²: 60 亩 are 40,000 m², 10 万元/亩 are 150 yuan per m²", () => {
    const query = wishQuery({ ...noWish, areaMinMu: 60, priceMaxWanPerMu: 10, by: "2028-02" });
    expect(query).toMatchObject({ area_min: 40_000, area_max: null, price_max: 150, delivery_by: "2028-02-29" });
  });

  it("knows which limits it sets and can drop each of them", () => {
    const wish = parseAddress("/", full.slice(1)).wish;
    expect(limitsOf(wish)).toEqual(["industry", "area", "park", "delivery", "price", "utility", "supply"]);
    for (const limit of limitsOf(wish)) expect(limitsOf(dropLimit(wish, limit))).not.toContain(limit);
    expect(limitsOf(noWish)).toEqual([]);
  });

  it("ends a month on its last day", () => {
    expect(endOfMonth("2027-12")).toBe("2027-12-31");
    expect(endOfMonth("2027-02")).toBe("2027-02-28");
  });
});
