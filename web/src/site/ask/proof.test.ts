import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isAnswer, tryFrom } from "./proof";

const zeroBits = (text: string) => {
  const hex = createHash("sha256").update(text).digest("hex");
  const binary = [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
  return binary.indexOf("1");
};

describe("the proof of a form", () => {
  it.each([1, 7, 8, 9, 12])("asks for %i zero bits, not one less", (bits) => {
    const task = { salt: "abcdefghijklmnop", bits };
    const answer = tryFrom(task, 0, 100_000);
    expect(answer).not.toBeNull();
    expect(zeroBits(`${task.salt}:${answer}`)).toBeGreaterThanOrEqual(bits);
    for (let n = 0; n < Math.min(answer ?? 0, 3000); n += 1) expect(zeroBits(`${task.salt}:${n}`)).toBeLessThan(bits);
  });

  it("has no answer among too few tries", () => {
    expect(tryFrom({ salt: "abcdefghijklmnop", bits: 30 }, 0, 10)).toBeNull();
    expect(isAnswer({ salt: "x", bits: 0 }, 1)).toBe(true);
  });
});
