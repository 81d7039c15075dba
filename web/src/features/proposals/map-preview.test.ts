import { expect, it } from "vitest";
import { replacedBy } from "./map-preview";
import type { Sheet } from "./types";

const sheet = (state: string, operations: object[]) => ({ state, operations }) as unknown as Sheet;
const split = { is_removed: false, is_failed: false, parents: [{ plot_id: 7 }, { plot_id: null }], shapes: [] };

it("hides the numbers of the plots whose place a proposal takes, and of no others", () => {
  const others = [
    { ...split, is_removed: true, parents: [{ plot_id: 8 }] },
    { ...split, is_failed: true, parents: [{ plot_id: 9 }] },
  ];
  expect(replacedBy(sheet("draft", [split, ...others]))).toEqual([7]);
  expect(replacedBy(sheet("published", [split]))).toEqual([]);
  expect(replacedBy(null)).toEqual([]);
});
