import { describe, expect, it } from "vitest";
import { ageWords, daysBetween, isOld } from "./age";

const today = "2026-11-23";

describe("the age of a figure", () => {
  it.each([
    ["2026-11-23", "今天"],
    ["2026-11-22", "1 天前"],
    ["2026-09-24", "60 天前"],
    ["2026-09-23", "2 个月前"],
    ["2025-11-23", "11 个月前"],
    ["2024-11-20", "2 年前"],
  ])("%s is %s", (from, words) => expect(ageWords(from, today)).toBe(words));

  it("counts days over a leap day", () => expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2));

  it("is old after a year and a day", () => {
    expect(isOld("2025-11-22", today)).toBe(false);
    expect(isOld("2025-11-21", today)).toBe(true);
  });
});
