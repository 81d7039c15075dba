import { expect, it } from "vitest";
import { ruleNumber } from "../../locale/rule-value";
import { checkDraft, draftOf, type Entry, groupsOf, matches, standingOf } from "./rulebook";

const entry = (code: string, from: string, to: string | null, value = 1): Entry => ({
  id: value,
  code,
  value,
  unit: "days",
  effective_from: from,
  effective_to: to,
  basis: "闲置土地处置办法 第二条",
  confirmed: true,
  note: `说明 ${code}`,
  recorded_at: "2026-01-01T00:00:00Z",
  recorded_by_name: "系统",
});

it("groups rules by concept and finds the entry in force today", () => {
  const groups = groupsOf(
    [
      entry("idle.b", "2012-07-01", "2026-01-01", 1),
      entry("idle.b", "2026-01-01", null, 2),
      entry("far.a", "2027-01-01", null, 3),
    ],
    "2026-11-23",
  );
  expect(groups.map(({ id, rules }) => [id, ...rules.map(({ code }) => code)])).toEqual([
    ["far", "far.a"],
    ["idle", "idle.b"],
  ]);
  expect(groups[1]?.rules[0]?.now.value).toBe(2);
  expect(groups[1]?.rules[0]?.entries.map(({ value }) => value)).toEqual([2, 1]);
  expect(matches(groups[1]!.rules[0]!, "申请听证的期限", "听证")).toBe(true);
  expect(groups[0]?.rules[0]?.now.value).toBe(3);
  expect(matches(groups[1]!.rules[0]!, "申请听证的期限", "处置办法 第二")).toBe(true);
  expect(matches(groups[1]!.rules[0]!, "申请听证的期限", "IDLE.B")).toBe(true);
  expect(matches(groups[1]!.rules[0]!, "申请听证的期限", "审批")).toBe(false);
});

it("tells entries in force from past and coming ones; the last day is not in force any more", () => {
  expect(standingOf({ effective_from: "2026-11-23", effective_to: null }, "2026-11-23")).toBe("in_force");
  expect(standingOf({ effective_from: "2026-11-24", effective_to: null }, "2026-11-23")).toBe("coming");
  expect(standingOf({ effective_from: "2012-07-01", effective_to: "2026-11-23" }, "2026-11-23")).toBe("past");
});

it("writes numbers without idle zeros", () => {
  expect([0.25, 1000, 0.000001, 3].map(ruleNumber)).toEqual(["0.25", "1,000", "0.000001", "3"]);
});

it("asks for number, day, basis and reason before anything is sent", () => {
  const rule = groupsOf([entry("idle.b", "2012-07-01", null)], "2026-11-23")[0]!.rules[0]!;
  const empty = draftOf(rule);
  expect(Object.keys(checkDraft(empty))).toEqual(["value", "effective_from", "basis", "reason"]);
  const full = { ...empty, value: "0.5", effective_from: "2027-01-01", basis: "第二条", reason: "条文修订" };
  expect(checkDraft(full)).toEqual({});
  for (const value of ["-1", "一", "1e3", "0.1234567"])
    expect(checkDraft({ ...full, value })).toEqual({ value: "value" });
});
