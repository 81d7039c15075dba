import type { Judge } from "../map/layer-style";
import type { PlotFilters } from "./url";

/**
 * The shared filter, judged on what a tile carries, to pale the plots it leaves out. `ids` are the plots the server found
 * for the parts a tile cannot answer (words, park, supply, development); null = there are no such parts, or too many plots to name.
 */
export function plotJudge(filters: PlotFilters, ids: ReadonlySet<number> | null): Judge | null {
  const { stage, land_use, area_min, area_max } = filters;
  const tests: Judge[] = [];
  if (stage.length) tests.push((p) => stage.includes(String(p.stage)));
  if (land_use.length)
    tests.push(
      (p) => p.land_use_code === undefined || land_use.some((code) => String(p.land_use_code).startsWith(code)),
    );
  if (area_min !== null) tests.push((p) => p.area_m2 === undefined || Number(p.area_m2) >= area_min);
  if (area_max !== null) tests.push((p) => p.area_m2 === undefined || Number(p.area_m2) <= area_max);
  if (ids) tests.push((p) => ids.has(Number(p.$id)));
  return tests.length ? (properties) => tests.every((test) => test(properties)) : null;
}

/** Does the filter ask something only the server can answer? */
export function needsServer(filters: PlotFilters): boolean {
  return filters.q !== "" || filters.park.length + filters.supply.length + filters.development.length > 0;
}
