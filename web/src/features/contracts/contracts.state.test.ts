import { expect, it, vi } from "vitest";

vi.stubGlobal("window", {
  location: { pathname: "/desk/contracts", search: "", origin: "" },
  matchMedia: () => ({ matches: false, addEventListener: () => {} }),
});
const asked: string[] = [];
vi.stubGlobal("fetch", async (address: string) => {
  asked.push(address);
  const offset = Number(new URLSearchParams(address.split("?")[1]).get("offset"));
  const items = Array.from({ length: 200 }, (_, index) => ({ id: offset + index + 1 }));
  return Response.json({ as_of: "2026-11-23", totals: { total: 25_000 }, items });
});
const { session } = await import("../../app/session");
const { desk } = await import("../../app/location");
const { contracts } = await import("./contracts.state");

it("shows the last of many contracts: the list comes page by page", async () => {
  session.value = { signed_in: true, user: null, csrf: null, permissions: ["contract:read"] };
  desk.value = "contracts";
  await vi.waitUntil(() => contracts.answer.value);
  expect(contracts.answer.value?.total).toBe(25_000);
  contracts.need(24_990, 25_000);
  await vi.waitUntil(() => contracts.rowAt(24_999));
  expect(contracts.rowAt(24_999)?.id).toBe(25_000);
  const pages = asked.filter((address) => address.startsWith("/api/contracts?"));
  expect(pages.map((address) => new URLSearchParams(address.split("?")[1]).get("limit"))).toEqual(["200", "200"]);
});
