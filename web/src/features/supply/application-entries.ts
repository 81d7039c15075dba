import { numberOf, wanOf, yuanOf } from "./numbers";
import { typedValue, unitOf } from "./promise-units";
import type { Application, ListingSheet } from "./types";

/** An application as typed; money in 万元, promises in the units of the form. */
export interface ApplicationEntries {
  party: { id: number; name_zh: string } | null;
  project_name: string;
  industry_code: string;
  investment: string;
  output: string;
  tax: string;
  energy_tce: string;
  floor_area_m2: string;
  start_on: string;
  completion_on: string;
  production_on: string;
  bid: string;
  idle_answer: string;
  honesty_answer: string;
  received_at: string;
  note: string;
  promises: Record<string, string>;
}

export const figureNames = ["investment", "output", "tax", "energy_tce", "floor_area_m2", "bid"] as const;

export function emptyApplication(listing: ListingSheet): ApplicationEntries {
  return {
    party: null,
    project_name: "",
    industry_code: listing.industry_codes[0] ?? "",
    investment: "",
    output: "",
    tax: "",
    energy_tce: "",
    floor_area_m2: "",
    start_on: "",
    completion_on: "",
    production_on: "",
    bid: wanOf(listing.start_price_yuan),
    idle_answer: "unknown",
    honesty_answer: "unknown",
    received_at: "",
    note: "",
    promises: Object.fromEntries(listing.requirements.map((one) => [one.indicator, ""])),
  };
}

export function entriesOfApplication(listing: ListingSheet, held: Application): ApplicationEntries {
  const kept = Object.fromEntries(
    Object.entries(held.promises).map(([indicator, value]) => [indicator, typedValue(indicator, value)]),
  );
  const text = (value: number | null) => (value === null ? "" : String(value));
  return {
    party: { id: held.party_id, name_zh: held.party_name_zh },
    project_name: held.project_name,
    industry_code: held.industry_code,
    investment: wanOf(held.investment_yuan),
    output: wanOf(held.output_yuan),
    tax: wanOf(held.tax_yuan),
    energy_tce: text(held.energy_tce),
    floor_area_m2: text(held.floor_area_m2),
    start_on: held.start_on ?? "",
    completion_on: held.completion_on ?? "",
    production_on: held.production_on ?? "",
    bid: wanOf(held.bid_yuan),
    idle_answer: held.idle_answer,
    honesty_answer: held.honesty_answer,
    received_at: "",
    note: held.note,
    promises: { ...emptyApplication(listing).promises, ...kept },
  };
}

/** The names of fields that are missing or no numbers; promises by their indicator. */
export function wrongEntries(entries: ApplicationEntries): string[] {
  const wrong: string[] = [];
  if (!entries.party) wrong.push("party");
  if (!entries.project_name.trim()) wrong.push("project_name");
  for (const name of figureNames) if (Number.isNaN(numberOf(entries[name]))) wrong.push(name);
  for (const [indicator, text] of Object.entries(entries.promises))
    if (Number.isNaN(numberOf(text))) wrong.push(indicator);
  return wrong;
}

export function applicationBody(entries: ApplicationEntries, evidence_ids: number[]) {
  const day = (text: string) => text || null;
  const figure = (text: string) => (text.trim() === "" ? null : text.replaceAll(",", "").trim());
  return {
    project_name: entries.project_name.trim(),
    industry_code: entries.industry_code.trim(),
    investment_yuan: yuanOf(entries.investment),
    output_yuan: yuanOf(entries.output),
    tax_yuan: yuanOf(entries.tax),
    energy_tce: figure(entries.energy_tce),
    floor_area_m2: figure(entries.floor_area_m2),
    start_on: day(entries.start_on),
    completion_on: day(entries.completion_on),
    production_on: day(entries.production_on),
    bid_yuan: yuanOf(entries.bid),
    idle_answer: entries.idle_answer,
    honesty_answer: entries.honesty_answer,
    received_at: entries.received_at ? `${entries.received_at}:00+08:00` : null,
    note: entries.note.trim(),
    evidence_ids,
    promises: Object.entries(entries.promises)
      .filter(([, text]) => text.trim() !== "")
      .map(([indicator, text]) => ({ indicator, value: figure(text) ?? "", unit: unitOf(indicator).unit })),
  };
}
