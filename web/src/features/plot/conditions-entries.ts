import { planningConditions } from "../../locale/plot-fields";
import { em } from "./edit-messages";
import type { Conditions } from "./types";

export type LimitName = string;
export type LimitEntries = Record<LimitName, string>;

/** What the form shows at first: ratios as percent, without the noise of binary fractions. */
export function entriesFrom(conditions: Conditions | null): LimitEntries {
  const entries = {} as LimitEntries;
  for (const { low, high, kind } of planningConditions) {
    for (const name of [low, high]) {
      const value = (conditions as Record<string, unknown> | null)?.[name] as number | null | undefined;
      entries[name] =
        value === null || value === undefined
          ? ""
          : String(kind === "share" ? Number((value * 100).toFixed(4)) : value);
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
  for (const { name, low, high, kind } of planningConditions) {
    const percent = kind === "share";
    for (const limit of [low, high]) {
      const text = (entries[limit] ?? "").trim();
      const number = text === "" ? null : Number(text);
      if (number !== null && (!Number.isFinite(number) || number < 0)) errors[name] = em.notNumber();
      else if (number !== null && percent && number > 100) errors[name] = em.overHundred();
      values[limit] = number === null || !percent ? number : Number((number / 100).toFixed(6));
    }
    const [from, to] = [values[low] ?? null, values[high] ?? null];
    if (!errors[name] && from !== null && to !== null && from > to) errors[name] = em.lowerAbove();
  }
  return { values, errors };
}
