import type * as contract from "../../api/schema";

export type StatisticsRow = contract.StatisticsRow;

export interface Sum {
  count: number;
  areaM2: number;
}

export interface ParkSum extends Sum {
  code: string;
  nameZh: string;
  nameEn: string;
  stages: Map<string, Sum>;
}

const nothing = (): Sum => ({ count: 0, areaM2: 0 });

function add(sum: Sum, row: StatisticsRow): void {
  sum.count += row.plot_count;
  sum.areaM2 += row.area_m2;
}

/** Park by park with its stages, in the server's order of parks. */
export function sumByPark(rows: StatisticsRow[]): ParkSum[] {
  const parks = new Map<string, ParkSum>();
  for (const row of rows) {
    let park = parks.get(row.park_code);
    if (!park) {
      park = {
        code: row.park_code,
        nameZh: row.park_name_zh,
        nameEn: row.park_name_en,
        stages: new Map(),
        ...nothing(),
      };
      parks.set(row.park_code, park);
    }
    add(park, row);
    const stage = park.stages.get(row.stage) ?? nothing();
    add(stage, row);
    park.stages.set(row.stage, stage);
  }
  return [...parks.values()];
}

export function sumByStage(rows: StatisticsRow[]): Map<string, Sum> {
  const stages = new Map<string, Sum>();
  for (const row of rows) {
    const stage = stages.get(row.stage) ?? nothing();
    add(stage, row);
    stages.set(row.stage, stage);
  }
  return stages;
}

/** What the ledger shows under the same park and stage filter; empty lists let everything through. */
export function sumOf(rows: StatisticsRow[], parks: string[], stages: string[]): Sum {
  const sum = nothing();
  for (const row of rows) {
    const inside = (!parks.length || parks.includes(row.park_code)) && (!stages.length || stages.includes(row.stage));
    if (inside) add(sum, row);
  }
  return sum;
}
