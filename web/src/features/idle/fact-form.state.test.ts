import { expect, it } from "vitest";
import { bodyOf, emptyForm, figureOf, isReady, shapeOf } from "./fact-form.state";

it("knows which fields belong to which fact", () => {
  expect(shapeOf("stop", "known").hasEnd).toBe(true);
  expect(shapeOf("stop", "none").hasEnd).toBe(false);
  expect(shapeOf("invested", "known")).toMatchObject({ hasAmount: true, isMoney: true, mayBeNone: false });
  expect(shapeOf("permit", "none")).toMatchObject({ hasAmount: false, mayBeNone: true });
});

it("keeps digits as they were typed and refuses what is no figure", () => {
  expect(figureOf("1,200.50")).toBe("1200.50");
  expect(figureOf("12.345")).toBeNull();
  expect(figureOf("-3")).toBeNull();
  expect(figureOf("")).toBeNull();
});

it("sends nothing that was typed for another kind", () => {
  const form = { ...emptyForm("invested", "2026-01-01"), amount: "10", price_and_taxes: "2", ended_on: "2026-02-01" };
  expect(bodyOf({ ...form, kind: "permit" })).toMatchObject({
    amount: null,
    price_and_taxes: null,
    ended_on: null,
  });
  expect(bodyOf(form)).toMatchObject({ amount: "10", price_and_taxes: "2" });
  expect("reason" in bodyOf(form)).toBe(false);
});

it("is ready only with source, figure, and a reason where it corrects", () => {
  const form = { ...emptyForm("due_area", "2026-01-01"), source: "规划条件", amount: "900" };
  expect(isReady(form, false)).toBe(true);
  expect(isReady(form, true)).toBe(false);
  expect(isReady({ ...form, reason: "量错了" }, true)).toBe(true);
  expect(isReady({ ...form, source: " " }, false)).toBe(false);
  expect(isReady({ ...form, amount: "" }, false)).toBe(false);
  expect(isReady({ ...form, amount: "", knowledge: "unknown" }, false)).toBe(true);
  expect(isReady({ ...form, kind: "established_cause", cause: "own" }, false)).toBe(false);
});
