import { effect, signal } from "@preact/signals";
import { expect, it } from "vitest";
import { awaitCode, codeIsAwaited } from "./arrival";

it("counts who waits for code, until the last has it", () => {
  const [first, second] = [awaitCode(), awaitCode()];
  first();
  expect(codeIsAwaited.value).toBe(true);
  second();
  expect(codeIsAwaited.value).toBe(false);
});

it("does not run an effect again that begins to wait", () => {
  const tool = signal("select");
  let runs = 0;
  const stop = effect(() => {
    runs += 1;
    if (tool.value === "identify") awaitCode();
  });
  tool.value = "identify";
  expect(runs).toBe(2);
  stop();
});
