import table from "../../../gisapp/kernel/plot_fields.json";
import { inLanguage } from "./language";
import { formatNumber, formatPercent } from "./number";

/** One planning condition with both bounds, as the server's table of fields has it. */
export interface PlanningCondition {
  name: string;
  low: string;
  high: string;
  kind: string;
  places: number;
  label_zh: string;
  label_en: string;
  unit_zh: string;
  unit_en: string;
  gloss_zh: string;
  gloss_en: string;
}

export const planningConditions: readonly PlanningCondition[] = table.conditions;

const byBound = new Map(planningConditions.flatMap((item) => [item.low, item.high].map((bound) => [bound, item])));

/** All bounds in the order of the contract's form (第七条). */
export const boundNames = [...byBound.keys()];

export const isShare = (bound: string) => byBound.get(bound)?.kind === "share";

export const conditionLabel = (item: PlanningCondition) => inLanguage(item.label_zh, item.label_en);

export const unitOf = (bound: string) => {
  const item = byBound.get(bound);
  return item ? inLanguage(item.unit_zh, item.unit_en) : "";
};

/** A bound in words: shares as percentages, others with their unit. */
export function boundText(bound: string, value: number | string | null | undefined): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "string") return value;
  const item = byBound.get(bound);
  if (bound === "floor_area_m2") return `${formatNumber(value, 2)} ㎡`;
  if (item?.kind === "share") return formatPercent(value, 1);
  const unit = unitOf(bound);
  return `${formatNumber(value, item?.places ?? 2)}${unit && ` ${unit}`}`;
}
