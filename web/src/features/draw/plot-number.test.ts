import { expect, it } from "vitest";
import { nextPlotNo } from "./plot-number";

it.each([
  ["P4-077", "P4-078"],
  ["P4-099", "P4-100"],
  ["P4-999", "P4-1000"],
  ["2026-009", "2026-010"],
  ["甲地块", ""],
])("after %s comes %s", (last, next) => {
  expect(nextPlotNo(last)).toBe(next);
});
