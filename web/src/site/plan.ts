/** What the investor says of her project beside the wish for land. Money in 万元, as she typed it; null = not said. */
export interface Plan {
  investment: number | null;
  output: number | null;
  added: number | null;
  tax: number | null;
  energy: number | null;
  staff: number | null;
  /** m³ a day. */
  waterUse: number | null;
  /** m³ a day. */
  sewageUse: number | null;
  floorArea: number | null;
  rent: number | null;
  buildingHeight: number | null;
  far: number | null;
  /** Criteria that exclude; null = the usual ones. */
  must: string[] | null;
  /** Weights that differ from the usual ones. */
  weights: Record<string, number>;
}

export const noPlan: Plan = {
  investment: null,
  output: null,
  added: null,
  tax: null,
  energy: null,
  staff: null,
  waterUse: null,
  sewageUse: null,
  floorArea: null,
  rent: null,
  buildingHeight: null,
  far: null,
  must: null,
  weights: {},
};

export const planNumbers = [
  "investment",
  "output",
  "added",
  "tax",
  "energy",
  "staff",
  "waterUse",
  "sewageUse",
  "floorArea",
  "rent",
  "buildingHeight",
  "far",
] as const;
export type PlanNumber = (typeof planNumbers)[number];

/** investment:20000;tax:900;must:area_min+price;weight:price=30 — short enough for an address, readable in a letter. */
export function spellPlan(plan: Plan): string {
  const parts = planNumbers.filter((name) => plan[name] !== null).map((name) => `${name}:${plan[name]}`);
  if (plan.must !== null) parts.push(`must:${[...plan.must].sort().join("+")}`);
  const weights = Object.entries(plan.weights).sort(([a], [b]) => (a < b ? -1 : 1));
  if (weights.length > 0) parts.push(`weight:${weights.map(([name, value]) => `${name}=${value}`).join("+")}`);
  return parts.join(";");
}

/** Reads what `spellPlan` wrote; what cannot be read is left out. */
export function parsePlan(text: string | null): Plan {
  const plan: Plan = { ...noPlan, weights: {} };
  for (const part of (text ?? "").split(";")) {
    const [name = "", value = ""] = part.split(":");
    if (name === "must") plan.must = value.split(/[+ ]/).filter((word) => /^[a-z_]+$/.test(word));
    else if (name === "weight") plan.weights = parseWeights(value);
    else if ((planNumbers as readonly string[]).includes(name)) {
      const number = Number(value);
      if (value !== "" && Number.isFinite(number) && number >= 0) plan[name as PlanNumber] = number;
    }
  }
  return plan;
}

function parseWeights(text: string): Record<string, number> {
  const pairs = text.split(/[+ ]/).map((pair) => pair.split("="));
  return Object.fromEntries(
    pairs
      .filter(([name, value]) => /^[a-z_]+$/.test(name ?? "") && /^\d{1,3}$/.test(value ?? ""))
      .map(([name, value]) => [name, Math.min(100, Number(value))]),
  );
}
