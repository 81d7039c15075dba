import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("window", { location: { pathname: "/", search: "", origin: "http://zone.test" } });
const { noWish, wishQuery } = await import("./address");
const { tokenOf, wishFrom } = await import("./saved");

describe("a saved search", () => {
  it("brings the wish back as it was", () => {
    const wish = {
      ...noWish,
      industry: "healthy_food",
      areaMinMu: 50,
      areaMaxMu: 80,
      park: "P4",
      by: "2027-06",
      priceMaxWanPerMu: 15,
      utilities: ["gas", "power"],
      kinds: ["plot", "workshop"],
      farFrom: 1,
      measures: { power: 5000, rail: 3.5 },
    };
    expect(wishFrom(wishQuery(wish))).toEqual(wish);
  });
  it("knows its link by the token", () => {
    expect(tokenOf("/saved/abcDEF_123-xyz")).toBe("abcDEF_123-xyz");
    expect(tokenOf("/saved/")).toBeNull();
    expect(tokenOf("/")).toBeNull();
  });
});
