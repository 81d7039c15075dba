import { afterEach, expect, it } from "vitest";
import { language } from "../locale/language";
import { readTerms, term, termOptions, terms } from "./terms";

afterEach(() => {
  language.value = "zh";
});

const answered = {
  "land.LandControl": [
    { value: "unknown", label_zh: "未知", label_en: "Unknown" },
    { value: "cleared", label_zh: "净地", label_en: "Cleared" },
  ],
};

it("finds a vocabulary by its column name, in the language of the screen", () => {
  terms.value = readTerms(answered);
  expect(term("land_control", "cleared")).toBe("净地");
  language.value = "en";
  expect(term("land.LandControl", "cleared")).toBe("Cleared");
  expect(termOptions("land_control").map((option) => option.label)).toEqual(["Unknown", "Cleared"]);
});

it("shows a value it does not know rather than nothing", () => {
  terms.value = readTerms(answered);
  expect(term("stage", "novel")).toBe("novel");
  expect(term("stage", null)).toBe("—");
});

it("keeps apart what two concepts call by one word", () => {
  terms.value = readTerms({
    "idle_cases.CaseState": [{ value: "clue", label_zh: "线索", label_en: "Clue" }],
    "approvals.CaseState": [{ value: "planned", label_zh: "待办", label_en: "Planned" }],
  });
  expect(term("idle_cases.CaseState", "clue")).toBe("线索");
  expect(termOptions("approvals.CaseState").map(({ label }) => label)).toEqual(["待办"]);
});
