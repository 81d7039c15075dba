import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("window", {
  location: { pathname: "/desk", search: "", origin: "" },
  matchMedia: () => ({ matches: false, addEventListener: () => {} }),
});
const { draftOf, priceOf } = await import("./offer.state");

describe("the price of an offer", () => {
  it.each([
    ["10", 150],
    ["12.4", 186],
    ["9.643", 144.65],
    [" 11 ", 165],
    ["", null],
  ])("%s 万元/亩 is %s yuan per m²", (typed, yuan) => expect(priceOf(typed)).toBe(yuan));

  it.each(["-1", "0", "cheap"])("%s is no price", (typed) => expect(priceOf(typed)).toBeNaN());

  it("comes back from the form as it went in", () => {
    const shown = {
      plot_id: 1,
      industry_codes: ["13"],
      start_price_yuan_per_m2: 144.65,
      start_price_wan_per_mu: 9.64,
      delivery_on: null,
      contact_zh: "",
      contact_en: "",
      contact_phone: "",
      summary_zh: "",
      summary_en: "",
      source: "",
      since: null,
      is_public: false,
      findings: [],
    };
    expect(priceOf(draftOf(shown, "2026-11-23").priceWanPerMu)).toBe(144.65);
  });
});
