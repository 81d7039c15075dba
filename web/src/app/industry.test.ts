import { expect, test } from "vitest";
import { industryWords } from "./industry";

const names = new Map([["13", "农副食品加工业"]]);

test("a division has its own name, a class that of its division in brackets, an unknown code none", () => {
  expect(industryWords("13", names)).toBe("13 农副食品加工业");
  expect(industryWords("1392", names)).toBe("1392（13 农副食品加工业）");
  expect(industryWords("27", names)).toBe("27");
  expect(industryWords("", names)).toBe("");
});
