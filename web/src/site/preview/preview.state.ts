import { computed, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { resource } from "../../api/resource";
import { asOf, sheet as sheetAnswer, sheetId } from "../state";
import { numeral } from "./numeral";

/** The plan as typed; "" = not said. Amounts in 万元, price in 万元/亩. */
export const blank = {
  investment_wan: "",
  output_wan: "",
  tax_wan: "",
  value_added_wan: "",
  energy_tce: "",
  floor_area_m2: "",
  price_wan_per_mu: "",
  construction_months: "",
};
export type PlanField = keyof typeof blank;

export const plan = signal<Record<PlanField, string>>(blank);
export const promise = signal<"threshold" | "plan">("threshold");
/** Codes of the approvals that are not needed; null = the usual ones. */
export const without = signal<string[] | null>(null);

/** What is asked of the server; the brochure takes it along. */
export const question = computed<Record<string, string>>(() => {
  const asked: Record<string, string> = {};
  for (const [name, text] of Object.entries(plan.value)) {
    const value = numeral(text);
    if (value === null || (name === "price_wan_per_mu" && Number(value) === 0)) continue;
    asked[name] =
      name === "construction_months" ? String(Math.max(1, Math.min(120, Math.round(Number(value))))) : value;
  }
  if (promise.value === "plan") asked.promise = "plan";
  if (without.value !== null) asked.without = without.value.join(",") || "none";
  return asked;
});

export const preview = resource(
  () =>
    // premises are taken over as they stand, and what is not published has nothing to sign
    sheetAnswer.data.value?.id !== sheetId.value || sheetAnswer.data.value?.premises !== null
      ? null
      : { id: sheetId.value, query: { ...question.value, as_of: asOf.value } as Query },
  ({ id, query }, stop) => api.get("/api/sites/{site_id}/preview", { path: { site_id: id }, query, signal: stop }),
);

/** What one would sign for premises; nothing of it is reckoned from a plan. */
export const takeover = resource(
  () =>
    sheetAnswer.data.value?.id !== sheetId.value || sheetAnswer.data.value?.premises === null
      ? null
      : { id: sheetId.value, query: { as_of: asOf.value } as Query },
  ({ id, query }, stop) => api.get("/api/sites/{site_id}/takeover", { path: { site_id: id }, query, signal: stop }),
);

export function setPlan(field: PlanField, text: string): void {
  plan.value = { ...plan.value, [field]: text };
}

export function clearPlan(): void {
  plan.value = blank;
  promise.value = "threshold";
  without.value = null;
}
