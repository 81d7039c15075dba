import type { ParkStatistics } from "../../api/types";

export interface ClassCount {
  count: number;
  areaM2: number | null;
}

/** Statistics by park and stage, summed over the parks. */
export function byStage(statistics: ParkStatistics): Record<string, ClassCount> {
  const found: Record<string, ClassCount> = {};
  for (const { stage, plot_count, area_m2 } of statistics.rows) {
    const sofar = found[stage] ?? { count: 0, areaM2: 0 };
    found[stage] = { count: sofar.count + plot_count, areaM2: (sofar.areaM2 ?? 0) + area_m2 };
  }
  return found;
}

/** The foot line: over the chosen stages, or over all while none is chosen. */
export function totalOf(counts: Record<string, ClassCount>, chosen: string[]): ClassCount {
  const stages = chosen.length ? chosen : Object.keys(counts);
  return stages.reduce<ClassCount>(
    (sum, stage) => ({
      count: sum.count + (counts[stage]?.count ?? 0),
      areaM2: (sum.areaM2 ?? 0) + (counts[stage]?.areaM2 ?? 0),
    }),
    { count: 0, areaM2: 0 },
  );
}
