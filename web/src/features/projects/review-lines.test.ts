import { expect, test } from "vitest";
import { itemFrom, judgeFrom, linesOf } from "./review-lines";

test("a line is an item with its highest score", () => {
  expect(itemFrom("形象进度 35")).toEqual({ name_zh: "形象进度", max_score: 35 });
  expect(itemFrom(" 亩均效益：20分 ")).toEqual({ name_zh: "亩均效益", max_score: 20 });
  expect(itemFrom("R&D 投入，7.5")).toEqual({ name_zh: "R&D 投入", max_score: 7.5 });
});

test("a line without a score, or with none above nought, is no item", () => {
  expect(itemFrom("形象进度")).toBeNull();
  expect(itemFrom("形象进度 0")).toBeNull();
});

test("a judge may come without an office", () => {
  expect(judgeFrom("评委甲 发展改革 部门")).toEqual({ name_zh: "评委甲", office_zh: "发展改革 部门" });
  expect(judgeFrom("评委乙")).toEqual({ name_zh: "评委乙", office_zh: "" });
});

test("one line that cannot be read spoils the list, and so does an empty one", () => {
  expect(linesOf("形象进度 35\n\n亩均效益 20", itemFrom)).toHaveLength(2);
  expect(linesOf("形象进度 35\n亩均效益", itemFrom)).toBeNull();
  expect(linesOf("\n", itemFrom)).toBeNull();
});
