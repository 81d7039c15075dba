import { expect, it } from "vitest";
import { figureText, figureWords, typedFigure } from "./figure-words";

it.each([
  ["300", "yuan", "3000000"],
  ["12.5", "m2", "12.5"],
  ["80", "person", "80"],
  ["80.5", "person", null],
  ["", "yuan", null],
  ["约三百", "tce", null],
] as const)("%s typed as %s is told as %s", (text, unit, told) => expect(typedFigure(text, unit)).toBe(told));

it("shows an unknown figure as unknown and a zero as zero", () => {
  expect(figureWords(null, "yuan")).toBe("未填（未知）");
  expect(figureWords("0", "yuan")).toBe("0 万元");
  expect(figureWords("1234000.00", "yuan")).toBe("123.4 万元");
  expect(figureText("80.00", "person")).toBe("80");
});
