import { effect } from "@preact/signals";
import { afterEach, expect, test, vi } from "vitest";

vi.stubGlobal("window", { location: { pathname: "/desk", search: "", origin: "" } });
const { addressFilter } = await import("./address-filter");
const { extra } = await import("./location");

afterEach(() => {
  extra.value = {};
});

test("a filter is read from the address and written to it under its prefix", () => {
  extra.value = { p_park: "P4", x_park: "P1" };
  const list = addressFilter("p", ["park", "q"]);
  expect(list.filter.value).toEqual({ park: "P4", q: "" });
  list.setFilter({ park: "", q: "面粉" });
  expect(extra.value).toEqual({ x_park: "P1", p_q: "面粉" });
  expect(list.isFiltered.value).toBe(true);
  list.clearFilter();
  expect(extra.value).toEqual({ x_park: "P1" });
});

test("several names change in one step", () => {
  const list = addressFilter("p", ["park", "q"]);
  const seen: string[] = [];
  const stop = effect(() => {
    seen.push(Object.values(list.filter.value).join("|"));
  });
  list.setFilter({ park: "P4", q: "面粉" });
  stop();
  expect(seen).toEqual(["|", "P4|面粉"]);
});
