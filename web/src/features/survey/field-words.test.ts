import { afterEach, describe, expect, it } from "vitest";
import { language } from "../../locale/language";
import { wordOf } from "./field-words";

afterEach(() => {
  language.value = "zh";
});

describe("what a finding of a survey is about", () => {
  it.each([
    ["plot_no", "地块编号", "Plot no."],
    ["geometry", "图形", "Shape"],
    ["encoding", "文字编码", "Text encoding"],
    ["坐标系", "坐标系", "Coordinate system"],
    ["DKBH", "DKBH", "DKBH"],
  ])("%s is said in words", (field, zh, en) => {
    expect(wordOf(field)).toBe(zh);
    language.value = "en";
    expect(wordOf(field)).toBe(en);
  });
});
