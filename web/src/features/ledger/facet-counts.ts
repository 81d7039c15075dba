import type * as contract from "../../api/schema";

export type StatisticsRow = contract.StatisticsRow;

/** Plots per park, or per stage, out of the park × stage statistics. */
export function countsBy(rows: StatisticsRow[], by: "park_code" | "stage"): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row[by], (counts.get(row[by]) ?? 0) + row.plot_count);
  return counts;
}
