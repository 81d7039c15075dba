import { formatNumber, formatPercent } from "../../locale/number";

/** The bounds of planning conditions in the order of the contract's form (第七条). */
export const boundNames = [
  "far_min",
  "far_max",
  "height_min_m",
  "height_max_m",
  "building_coefficient_min",
  "building_coefficient_max",
  "green_ratio_min",
  "green_ratio_max",
] as const;

export const isShare = (name: string) => name.startsWith("building_coefficient") || name.startsWith("green_ratio");

/** A bound in words: shares as percentages, heights in metres, FAR plain. */
export function boundText(name: string, value: number | string | null | undefined): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "string") return value;
  if (isShare(name)) return formatPercent(value, 1);
  if (name === "floor_area_m2") return `${formatNumber(value, 2)} ㎡`;
  return name.endsWith("_m") ? `${formatNumber(value, 1)} m` : formatNumber(value, 2);
}
