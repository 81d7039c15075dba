import { expect, it } from "vitest";
import { festivalsOf, kindOf, marksOf, pressed, spanned, weekdayOf, weeksOf, without, workdayCount } from "./work-year";

const none = marksOf([]);

it("lays a month out in weeks from Monday to Sunday", () => {
  const weeks = weeksOf(2026, 11);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, "2026-11-01"]);
  expect(weeks.at(-1)?.[0]).toBe("2026-11-30");
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeksOf(2027, 2)).toHaveLength(4);
  expect(weekdayOf("2026-11-23")).toBe(0);
});

it("goes through what a day can be with each press", () => {
  const monday = "2027-02-08";
  const once = pressed(monday, "春节", none);
  expect(kindOf(monday, once)).toBe("holiday");
  expect(kindOf(monday, pressed(monday, "春节", once))).toBe("workday");
  const sunday = "2027-02-14";
  const off = pressed(sunday, "春节", none);
  const worked = pressed(sunday, "春节", off);
  expect([kindOf(sunday, off), kindOf(sunday, worked)]).toEqual(["holiday", "make_up"]);
  expect(kindOf(sunday, pressed(sunday, "春节", worked))).toBe("weekend");
});

it("marks spans, says them festival by festival and takes them off again", () => {
  const rest = spanned("2027-02-05", "2027-02-11", "春节", false, none);
  const marks = spanned(
    "2027-01-01",
    "2027-01-03",
    "元旦",
    false,
    spanned("2027-02-14", "2027-02-15", "春节", true, rest),
  );
  expect(festivalsOf(marks)).toEqual([
    { name: "元旦", rests: [{ from: "2027-01-01", to: "2027-01-03", days: 3 }], worked: [] },
    { name: "春节", rests: [{ from: "2027-02-05", to: "2027-02-11", days: 7 }], worked: ["2027-02-14"] },
  ]);
  expect([...without("春节", marks).keys()]).toEqual(["2027-01-01", "2027-01-02", "2027-01-03"]);
});

it("counts the working days of a year", () => {
  expect(workdayCount(2027, none)).toBe(261);
  expect(workdayCount(2027, spanned("2027-02-14", "2027-02-14", "春节", true, none))).toBe(262);
});
