import { expect, it } from "vitest";
import { ViewHistory } from "./view-history";

const visited = (...places: number[]) => {
  const history = new ViewHistory<number>((a, b) => a === b);
  for (const place of places) history.visit(place);
  return history;
};

it("goes back and forward over the same places", () => {
  const history = visited(1, 2, 3);
  expect([history.back(), history.back(), history.back()]).toEqual([2, 1, null]);
  expect([history.forward(), history.forward(), history.forward()]).toEqual([2, 3, null]);
});

it("does not count standing still, nor arriving where back() led", () => {
  const history = visited(1, 1, 2);
  expect(history.back()).toBe(1);
  history.visit(1);
  expect(history.canGoBack).toBe(false);
  expect(history.forward()).toBe(2);
});

it("forgets the way forward after a new move", () => {
  const history = visited(1, 2);
  history.back();
  history.visit(5);
  expect(history.canGoForward).toBe(false);
  expect(history.back()).toBe(1);
});
