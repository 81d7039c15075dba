import { expect, it } from "vitest";
import { clampShare, shareAfterKey } from "./swipe";

it.each([
  ["ArrowRight", 0.5, 0.52],
  ["ArrowLeft", 0.5, 0.48],
  ["PageUp", 0.5, 0.6],
  ["PageDown", 0.5, 0.4],
  ["Home", 0.5, 0.02],
  ["End", 0.5, 0.98],
  ["ArrowRight", 0.98, 0.98],
  ["ArrowLeft", 0.02, 0.02],
])("%s moves the line from %d to %d", (key, from, to) => {
  expect(shareAfterKey(from, key)).toBeCloseTo(to, 6);
});

it("leaves other keys to others", () => {
  expect(shareAfterKey(0.5, "a")).toBeNull();
  expect(shareAfterKey(0.5, "Escape")).toBeNull();
});

it("keeps the handle within reach", () => {
  expect(clampShare(-3)).toBe(0.02);
  expect(clampShare(7)).toBe(0.98);
});
