import { formatPercent } from "../../locale/number";
import { m } from "./messages";
import { plainNumber } from "./rulebook";

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

/** The unit's word; a unit that is new to this page shows as itself. */
export function unitWord(unit: string): string {
  return units[unit as keyof typeof units]?.() ?? unit;
}

/** 1/3, 0.25（25 %）, 90 日. */
export function valueWords(value: number, unit: string): string {
  if (unit === "1/x") return `1/${plainNumber(value)}`;
  // A number without a unit is a share, unless it counts something.
  if (unit === "1" && value > 1) return plainNumber(value);
  if (unit === "1" || unit === "share")
    return m.shareWords(plainNumber(value), formatPercent(value, 2).replace(/\.?0+ %/, " %"));
  return `${plainNumber(value)} ${unitWord(unit)}`;
}
