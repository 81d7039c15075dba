import { numberOf, wanOf, yuanOf } from "./numbers";
import type { ListingDefaults, ListingSheet, RankingRule } from "./types";

export interface RuleEntries {
  steps: { key: string; indicator: string }[];
  weights: { indicator: string; points: string }[];
}

/** An announcement as typed; money in 万元. */
export interface ListingEntries {
  listing_no: string;
  method: string;
  term_kind: string;
  term_years: string;
  lease_years: string;
  start_price: string;
  deposit: string;
  announced_on: string;
  applications_from: string;
  applications_until: string;
  opens_on: string;
  decided_from: string;
  latest_start_on: string;
  latest_completion_on: string;
  latest_production_on: string;
  industry_codes: string[];
  conditions_zh: string;
  contact_zh: string;
  contact_phone: string;
  rule: RuleEntries;
  plan_item_id: number | null;
}

export const dayNames = [
  "announced_on",
  "applications_from",
  "applications_until",
  "opens_on",
  "decided_from",
] as const;
const priceThenLot: RuleEntries = {
  steps: [
    { key: "price", indicator: "" },
    { key: "drawn_lot", indicator: "" },
  ],
  weights: [],
};

export function entriesOfDefaults(found: ListingDefaults, planItemId: number | null): ListingEntries {
  const deposit = found.start_price_yuan === null ? null : Math.ceil(found.start_price_yuan * found.deposit_share_min);
  return {
    listing_no: found.listing_no,
    method: "listing",
    term_kind: "full",
    term_years: "50",
    lease_years: "",
    start_price: wanOf(found.start_price_yuan),
    deposit: wanOf(deposit),
    announced_on: found.announced_on,
    applications_from: found.applications_from,
    applications_until: found.applications_until,
    opens_on: found.opens_on,
    decided_from: found.decided_from,
    latest_start_on: "",
    latest_completion_on: "",
    latest_production_on: "",
    industry_codes: found.industry_codes,
    conditions_zh: "",
    contact_zh: found.contact_zh,
    contact_phone: found.contact_phone,
    rule: structuredClone(priceThenLot),
    plan_item_id: planItemId ?? found.plan_item_id,
  };
}

export function entriesOfListing(listing: ListingSheet): ListingEntries {
  return {
    listing_no: listing.listing_no ?? "",
    method: listing.method,
    term_kind: listing.term_kind ?? "full",
    term_years: String(listing.term_years ?? ""),
    lease_years: listing.lease_years === null ? "" : String(listing.lease_years),
    start_price: wanOf(listing.start_price_yuan),
    deposit: wanOf(listing.deposit_yuan),
    announced_on: listing.announced_on ?? "",
    applications_from: listing.applications_from ?? "",
    applications_until: listing.applications_until ?? "",
    opens_on: listing.opens_on ?? "",
    decided_from: listing.decided_from ?? "",
    latest_start_on: listing.latest_start_on ?? "",
    latest_completion_on: listing.latest_completion_on ?? "",
    latest_production_on: listing.latest_production_on ?? "",
    industry_codes: listing.industry_codes,
    conditions_zh: listing.conditions_zh,
    contact_zh: listing.contact_zh,
    contact_phone: listing.contact_phone,
    rule: ruleEntries(listing.ranking_rule),
    plan_item_id: listing.plan_item_id,
  };
}

function ruleEntries(rule: RankingRule): RuleEntries {
  return {
    steps: rule.steps.map((step) => ({ key: step.key, indicator: step.indicator ?? "" })),
    weights: Object.entries(rule.weights).map(([indicator, points]) => ({ indicator, points })),
  };
}

/** The names of the fields that are missing or no numbers. */
export function wrongFields(entries: ListingEntries): string[] {
  const wrong: string[] = [];
  if (!entries.listing_no.trim()) wrong.push("listing_no");
  const years = numberOf(entries.term_years);
  if (years === null || Number.isNaN(years)) wrong.push("term_years");
  if (entries.term_kind === "lease_first" && !numberOf(entries.lease_years)) wrong.push("lease_years");
  for (const name of ["start_price", "deposit"] as const) if (Number.isNaN(numberOf(entries[name]))) wrong.push(name);
  if (entries.rule.steps.some((step) => step.key === "indicator" && !step.indicator)) wrong.push("rule");
  if (isScored(entries.rule) && weightSum(entries.rule) !== 100) wrong.push("rule");
  return wrong;
}

export function isScored(rule: RuleEntries): boolean {
  return rule.steps.some((step) => step.key === "score");
}

export function weightSum(rule: RuleEntries): number {
  return rule.weights.reduce((sum, one) => sum + (numberOf(one.points) ?? 0), 0);
}

/** What the server is sent: money in yuan, empty days as null. */
export function bodyOf(entries: ListingEntries) {
  const day = (text: string) => text || null;
  const scored = isScored(entries.rule);
  return {
    listing_no: entries.listing_no.trim(),
    method: entries.method,
    term_kind: entries.term_kind,
    term_years: numberOf(entries.term_years) ?? 0,
    lease_years: entries.term_kind === "lease_first" ? numberOf(entries.lease_years) : null,
    start_price_yuan: yuanOf(entries.start_price),
    deposit_yuan: yuanOf(entries.deposit),
    ...Object.fromEntries(dayNames.map((name) => [name, day(entries[name])])),
    latest_start_on: day(entries.latest_start_on),
    latest_completion_on: day(entries.latest_completion_on),
    latest_production_on: day(entries.latest_production_on),
    industry_codes: entries.industry_codes,
    conditions_zh: entries.conditions_zh.trim(),
    contact_zh: entries.contact_zh.trim(),
    contact_phone: entries.contact_phone.trim(),
    plan_item_id: entries.plan_item_id,
    ranking: {
      steps: entries.rule.steps.map((step) => ({
        key: step.key,
        indicator: step.key === "indicator" ? step.indicator : null,
      })),
      weights: scored
        ? Object.fromEntries(entries.rule.weights.filter((w) => w.indicator).map((w) => [w.indicator, w.points]))
        : {},
    },
  };
}
