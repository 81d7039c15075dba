import type { Change } from "./types";

export interface Bars {
  before: number | null;
  after: number | null;
  /** Widths in percent of the longer one; an unknown side has none. */
  beforeWidth: number;
  afterWidth: number;
}

/** Money is compared per mu, staff and FAR as they are. */
export function barsOf(change: Change): Bars {
  const isMoney = change.name.endsWith("_yuan");
  const before = isMoney ? change.per_mu_before : change.before;
  const after = isMoney ? change.per_mu_after : change.after;
  const longest = Math.max(before ?? 0, after ?? 0);
  const width = (value: number | null) => (value === null || longest <= 0 ? 0 : Math.max((value / longest) * 100, 0));
  return { before, after, beforeWidth: width(before), afterWidth: width(after) };
}
