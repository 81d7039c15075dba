import { expect, it } from "vitest";
import { UndoStack } from "./history";

it("goes back and forth, and forgets what was undone after a new state", () => {
  const stack = new UndoStack<string>("");
  for (const state of ["a", "ab"]) stack.push(state);
  expect(stack.undo()).toBe("a");
  expect(stack.redo()).toBe("ab");
  expect(stack.redo()).toBeNull();
  stack.undo();
  stack.push("ax");
  expect(stack.canRedo).toBe(false);
  expect([stack.undo(), stack.undo(), stack.undo()]).toEqual(["a", "", null]);
  stack.reset("b");
  expect([stack.canUndo, stack.canRedo]).toEqual([false, false]);
});
