import { expect, test } from "vitest";
import { abroad, places, shadeOf, steps, stepWords, tilesOf } from "./region-grid";

const line = (value: string, inquiries: number, leads = 0) => ({
  value,
  label_zh: value,
  label_en: value,
  inquiries,
  leads,
  projects: 0,
});

test("every province-level unit has a tile of its own", () => {
  expect(Object.keys(places)).toHaveLength(34);
  expect(new Set(Object.values(places).map(String)).size).toBe(34);
});

test("nothing is lost: the tiles sum to the lines, also where nobody came from, from abroad and with an unknown code", () => {
  const lines = [line("CN-SH", 3, 1), line(abroad, 2), line("US", 4), line("CN-XX", 1)];
  const tiles = tilesOf(lines, "inquiries");
  expect(tiles).toHaveLength(36);
  expect(tiles.reduce((sum, tile) => sum + tile.count, 0)).toBe(10);
  expect(tiles.find((tile) => tile.value === "CN-XZ")?.count).toBe(0);
  expect(tiles.at(-1)).toEqual({ value: "US,CN-XX", place: null, count: 5 });
  expect(tilesOf(lines, "leads").reduce((sum, tile) => sum + tile.count, 0)).toBe(1);
});

test.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [4, 2],
  [5, 3],
  [9, 3],
  [10, 4],
  [99, 4],
])("%i inquiries are shaded %i", (count, shade) => {
  expect(shadeOf(count)).toBe(shade);
});

test("the legend names each step", () => {
  expect(steps.map((_, at) => stepWords(at))).toEqual(["1", "2–4", "5–9", "≥ 10"]);
});
