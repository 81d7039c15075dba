import { messages } from "./language";
import { formatPercent } from "./number";

/** What a rulebook entry says, in the words of the screen. */
const m = messages({
  years: ["年", "years"],
  months: ["个月", "months"],
  days: ["日", "days"],
  workdays: ["个工作日", "working days"],
  permillePerDay: ["‰/日", "‰ per day"],
  metres: ["米", "m"],
  squareMetres: ["㎡", "m²"],
  degrees: ["度", "degrees"],
  mu: ["亩", "mu"],
  wanPerMu: ["万元/亩", "10k yuan per mu"],
  yuanPerMuMonth: ["元/亩·月", "yuan per mu and month"],
  monthOfYear: ["月", "month of the year"],
  points: ["个百分点", "percentage points"],
  count: ["个", "in number"],
  share: ["比例（0–1）", "share (0–1)"],
  oneIn: ["分之一", "one in"],
  shareWords: [
    (number: string, percent: string) => `${number}（${percent}）`,
    (number: string, percent: string) => `${number} (${percent})`,
  ],
});

const units = {
  years: m.years,
  months: m.months,
  days: m.days,
  workdays: m.workdays,
  working_days: m.workdays,
  permille_per_day: m.permillePerDay,
  m: m.metres,
  m2: m.squareMetres,
  mu: m.mu,
  wan_per_mu: m.wanPerMu,
  yuan_per_mu_month: m.yuanPerMuMonth,
  month: m.monthOfYear,
  deg: m.degrees,
  points: m.points,
  count: m.count,
  "1": m.share,
  share: m.share,
  "1/x": m.oneIn,
} as const;

/** A number as it is written, without zeros that say nothing: 0.250000 → 0.25, 1000 → 1,000. */
export function ruleNumber(value: number): string {
  return new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 }).format(value);
}

/** The unit's word; a unit that is new to the pages shows as itself. */
export function unitWord(unit: string): string {
  return units[unit as keyof typeof units]?.() ?? unit;
}

/** 1/3, 0.25（25 %）, 90 日. */
export function valueWords(value: number, unit: string): string {
  if (unit === "1/x") return `1/${ruleNumber(value)}`;
  // A number without a unit is a share, unless it counts something.
  if (unit === "1" && value > 1) return ruleNumber(value);
  if (unit === "1" || unit === "share")
    return m.shareWords(ruleNumber(value), formatPercent(value, 2).replace(/\.?0+ %/, " %"));
  return `${ruleNumber(value)} ${unitWord(unit)}`;
}
