import { em } from "./edit-messages";
import type { Conditions } from "./types";

/** One limit of the form: the name the server knows, and whether it is typed in percent. */
export const limitPairs = [
  { name: "far", low: "far_min", high: "far_max", percent: false },
  { name: "building_coefficient", low: "building_coefficient_min", high: "building_coefficient_max", percent: true },
  { name: "green_ratio", low: "green_ratio_min", high: "green_ratio_max", percent: true },
  { name: "height", low: "height_min_m", high: "height_max_m", percent: false },
] as const;

export type LimitName = (typeof limitPairs)[number]["low" | "high"];
export type LimitEntries = Record<LimitName, string>;

/** What the form shows at first: ratios as percent, without the noise of binary fractions. */
export function entriesFrom(conditions: Conditions | null): LimitEntries {
  const entries = {} as LimitEntries;
  for (const { low, high, percent } of limitPairs) {
    for (const name of [low, high]) {
      const value = conditions?.[name] ?? null;
      entries[name] = value === null ? "" : String(percent ? Number((value * 100).toFixed(4)) : value);
    }
  }
  return entries;
}

/** The numbers to send (ratios as fractions), or what is wrong with which pair. */
export function readLimits(entries: LimitEntries): {
  values: Record<LimitName, number | null>;
  errors: Partial<Record<string, string>>;
} {
  const values = {} as Record<LimitName, number | null>;
  const errors: Partial<Record<string, string>> = {};
  for (const { name, low, high, percent } of limitPairs) {
    for (const limit of [low, high]) {
      const text = entries[limit].trim();
      const number = text === "" ? null : Number(text);
      if (number !== null && (!Number.isFinite(number) || number < 0)) errors[name] = em.notNumber();
      else if (number !== null && percent && number > 100) errors[name] = em.overHundred();
      values[limit] = number === null || !percent ? number : Number((number / 100).toFixed(6));
    }
    const [from, to] = [values[low], values[high]];
    if (!errors[name] && from !== null && to !== null && from > to) errors[name] = em.lowerAbove();
  }
  return { values, errors };
}
