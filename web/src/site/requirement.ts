import type { Written } from "../api/client";
import type * as contract from "../api/schema";
import { areaFromM2, areaToM2 } from "../locale/units";
import { endOfMonth, isDistance, type Measure, measures, noWish, type Wish } from "./address";
import { noPlan, type Plan } from "./plan";

const yuanPerWan = 10_000;
const yuanPerM2OfWanPerMu = 15;

/** Wish and plan complete, as they are sent and as the server proposes them. */
export type Requirement = Written<Required<contract.RequirementBody>>;

const round = (value: number, places: number) => Number(value.toFixed(places));
const m2 = (mu: number | null) => (mu === null ? null : round(areaToM2(mu, "mu"), 2));
const yuan = (wan: number | null) => (wan === null ? null : round(wan * yuanPerWan, 2));

/** Wish and plan as the server asks for them: ㎡, yuan, metres. */
export function requirementOf(wish: Wish, plan: Plan): Requirement {
  const asked: Requirement["measures"] = {};
  for (const measure of measures) {
    const value = wish.measures[measure];
    if (value !== undefined) asked[measure] = isDistance(measure) ? Math.round(value * 1000) : value;
  }
  if (plan.waterUse !== null) asked.water_m3_day = plan.waterUse;
  if (plan.sewageUse !== null) asked.sewage_m3_day = plan.sewageUse;
  return {
    kinds: wish.kinds.length > 0 ? wish.kinds : ["plot"],
    industry: wish.industry,
    parks: wish.park ? [wish.park] : [],
    area_min_m2: m2(wish.areaMinMu),
    area_max_m2: m2(wish.areaMaxMu),
    floor_area_min_m2: plan.floorArea,
    price_max_yuan_per_m2:
      wish.priceMaxWanPerMu === null ? null : round(wish.priceMaxWanPerMu * yuanPerM2OfWanPerMu, 2),
    rent_max_yuan_per_m2_month: plan.rent,
    delivery_by: wish.by ? endOfMonth(wish.by) : null,
    utilities: wish.utilities,
    measures: asked,
    building_height_m: plan.buildingHeight,
    far: plan.far || null,
    investment_yuan: yuan(plan.investment),
    output_yuan: yuan(plan.output),
    value_added_yuan: yuan(plan.added),
    tax_yuan: yuan(plan.tax),
    energy_tce: plan.energy,
    staff: plan.staff === null ? null : Math.round(plan.staff),
    must: plan.must,
    weights: plan.weights,
  };
}

const number = (value: number | string | null | undefined) =>
  value === null || value === undefined ? null : Number(value);
const mu = (value: number | string | null) => (value === null ? null : round(areaFromM2(Number(value), "mu"), 4));
const wan = (value: number | string | null) => (value === null ? null : Number(value) / yuanPerWan);

/** A requirement that the server proposes, as wish and plan; water and sewage come back as the pipe they need. */
export function wishOf(told: Requirement, before: Wish, plan: Plan): { wish: Wish; plan: Plan } {
  const asked: Wish["measures"] = {};
  for (const measure of measures) {
    const value = number(told.measures[measure]);
    if (value !== null && !derived(measure, told, plan))
      asked[measure] = isDistance(measure) ? round(value / 1000, 3) : value;
  }
  return {
    wish: {
      ...noWish,
      kinds: told.kinds.length === 1 && told.kinds[0] === "plot" && before.kinds.length === 0 ? [] : told.kinds,
      industry: told.industry,
      park: told.parks[0] ?? "",
      areaMinMu: mu(told.area_min_m2),
      areaMaxMu: mu(told.area_max_m2),
      priceMaxWanPerMu:
        told.price_max_yuan_per_m2 === null ? null : round(Number(told.price_max_yuan_per_m2) / yuanPerM2OfWanPerMu, 4),
      by: told.delivery_by?.slice(0, 7) ?? "",
      utilities: told.utilities,
      measures: asked,
    },
    plan: {
      ...noPlan,
      investment: wan(told.investment_yuan),
      output: wan(told.output_yuan),
      added: wan(told.value_added_yuan),
      tax: wan(told.tax_yuan),
      energy: number(told.energy_tce),
      staff: told.staff,
      waterUse: stillDerived("water", told, plan) ? plan.waterUse : null,
      sewageUse: stillDerived("sewage", told, plan) ? plan.sewageUse : null,
      floorArea: number(told.floor_area_min_m2),
      rent: number(told.rent_max_yuan_per_m2_month),
      buildingHeight: number(told.building_height_m),
      far: number(told.far),
      must: told.must,
      weights: told.weights,
    },
  };
}

/** The pipe that a daily amount needs, as the last answer told it; while it stays, the amount stays too. */
export const neededPipe: { water: number | null; sewage: number | null } = { water: null, sewage: null };

const amountOf = { water: "waterUse", sewage: "sewageUse" } as const;

function stillDerived(measure: "water" | "sewage", told: Requirement, plan: Plan): boolean {
  return plan[amountOf[measure]] !== null && number(told.measures[measure]) === neededPipe[measure];
}

function derived(measure: Measure, told: Requirement, plan: Plan): boolean {
  return (measure === "water" || measure === "sewage") && stillDerived(measure, told, plan);
}
