import { signal } from "@preact/signals";
import { language } from "./language";
import { formatNumber } from "./number";

export type AreaUnit = "mu" | "ha" | "m2";

/** The unit areas are shown in. m² is what the server speaks; one 亩 is exactly 2000/3 m². */
export const areaUnit = signal<AreaUnit>("mu");

const perSquareMetre: Record<AreaUnit, number> = { mu: 3 / 2000, ha: 1 / 10_000, m2: 1 };
const decimals: Record<AreaUnit, number> = { mu: 2, ha: 4, m2: 2 };
const labels: Record<AreaUnit, { zh: string; en: string }> = {
  mu: { zh: "亩", en: "mu" },
  ha: { zh: "公顷", en: "ha" },
  m2: { zh: "㎡", en: "m²" },
};

export function areaUnitLabel(unit: AreaUnit = areaUnit.value): string {
  return labels[unit][language.value];
}

export function areaFromM2(areaM2: number, unit: AreaUnit): number {
  return areaM2 * perSquareMetre[unit];
}

export function areaToM2(value: number, unit: AreaUnit): number {
  return value / perSquareMetre[unit];
}

/** The figure alone, with the decimals of its unit (亩 two, 公顷 four, ㎡ two): for table cells whose header names the unit. */
export function areaFigure(areaM2: number | null | undefined, unit: AreaUnit = areaUnit.value): string {
  if (areaM2 === null || areaM2 === undefined || !Number.isFinite(areaM2)) return "—";
  return formatNumber(areaFromM2(areaM2, unit), decimals[unit]);
}

export function formatArea(areaM2: number | null | undefined, unit: AreaUnit = areaUnit.value): string {
  const figure = areaFigure(areaM2, unit);
  return figure === "—" ? figure : `${figure} ${areaUnitLabel(unit)}`;
}

/** Length in metres below one kilometre, in kilometres above. */
export function formatLength(lengthM: number): string {
  const zh = language.value === "zh";
  if (lengthM < 1000) return `${formatNumber(lengthM, 2)} ${zh ? "米" : "m"}`;
  return `${formatNumber(lengthM / 1000, 3)} ${zh ? "公里" : "km"}`;
}
