import { describe, expect, it } from "vitest";
import { formatUrl, noFilters, parseUrl, type UrlState } from "./url";

const full: UrlState = {
  desk: "ledger",
  place: { lon: 114.653211, lat: 33.601784, zoom: 15.25 },
  layers: [
    { id: "plot", opacity: 100 },
    { id: "land_use_plan", opacity: 45 },
  ],
  selected: [12, 7],
  asOf: "2026-01-31",
  knownOn: "2026-03-02",
  compare: { asOf: "2025-06-30", knownOn: "2025-07-01", view: "side" },
  filters: {
    ...noFilters,
    park: ["P4", "P5"],
    stage: ["idle_suspected"],
    development: ["not_started", "stopped"],
    q: "示例企业 01",
    area_min: 0,
    area_max: 53333.5,
    in_view: true,
  },
  language: "en",
  unit: "ha",
  extra: { tab: "timeline" },
};

const reopened = (address: string) => {
  const url = new URL(address, "http://desk");
  return parseUrl(url.pathname, url.search);
};

describe("permalink", () => {
  it("brings every part of the screen back", () => {
    expect(reopened(formatUrl(full))).toEqual(full);
  });

  it("is just the address of the desk while nothing was touched", () => {
    expect(formatUrl(reopened("/desk"))).toBe("/desk");
    expect(formatUrl(reopened("/desk/ledger"))).toBe("/desk/ledger");
  });

  it("keeps 'all layers off' apart from 'the usual layers'", () => {
    expect(reopened("/desk").layers).toBeNull();
    expect(reopened(formatUrl({ ...full, layers: [] })).layers).toEqual([]);
  });

  it("keeps a comparison with today apart from none", () => {
    expect(reopened("/desk?compare=today").compare).toEqual({ asOf: null, knownOn: null, view: "swipe" });
    expect(formatUrl({ ...full, compare: { asOf: null, knownOn: null, view: "swipe" } })).toContain("compare=today");
    expect(reopened("/desk?compare_as=side&compare_known=2025-01-01").compare).toBeNull();
  });

  it("opens a damaged link with defaults instead of failing", () => {
    const state = reopened(
      "/desk?at=abc,1&sel=x,-3,9&asof=2026-02-30&known=yesterday&compare=2026-13-01&unit=acre&area_min=-5&layers=plot:900",
    );
    expect(state.place).toBeNull();
    expect(state.selected).toEqual([9]);
    expect(state.asOf).toBeNull();
    expect(state.knownOn).toBeNull();
    expect(state.compare).toBeNull();
    expect(state.unit).toBe("mu");
    expect(state.filters.area_min).toBeNull();
    expect(state.layers).toEqual([{ id: "plot", opacity: 100 }]);
  });
});
