import type { EvidenceFile } from "../../app/evidence-field";
import { boundNames, isShare } from "../../locale/plot-fields";
import type { Terms } from "./types";

export interface InstalmentEntry {
  due_on: string;
  amount_yuan: string;
}

export interface PromiseEntry {
  indicator: string;
  direction: string;
  value: string;
  unit: string;
  basis: string;
}

/** The dated part of a contract as it is typed: text everywhere, shares in percent, money in yuan. */
export interface TermsEntries {
  handover_on: string;
  start_on: string;
  completion_on: string;
  production_on: string;
  initial_period_months: string;
  attainment_on: string;
  price_yuan: string;
  instalments: InstalmentEntry[];
  promises: PromiseEntry[];
  conditions: Record<string, string>;
  files: EvidenceFile[];
}

export const dateNames = ["handover_on", "start_on", "completion_on", "production_on", "attainment_on"] as const;

type KnownTerms = Partial<Omit<Terms, "instalments" | "promises" | "price_yuan">> & {
  price_yuan?: number | string | null;
  instalments?: { due_on: string; amount_yuan: number | string }[];
  promises?: { indicator: string; direction: string; value: number | string; unit: string; basis: string }[];
  conditions?: Record<string, number | string | null> | null;
};

/** What is known, as one would type it: 9500000.00 and 1.000 lose the decimals that say nothing. */
export const typed = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /^-?\d+\.\d*0$/.test(text) ? text.replace(/\.?0+$/, "") : text;
};
/** 0.4 → "40", without the tail that binary fractions leave. */
const percent = (value: unknown) => typed(value === "" ? "" : Number((Number(value) * 100).toFixed(4)));

export function termsEntries(known: KnownTerms): TermsEntries {
  const conditions = Object.entries(known.conditions ?? {}).map(([name, value]) => [
    name,
    isShare(name) ? percent(value) : typed(value),
  ]);
  return {
    handover_on: typed(known.handover_on),
    start_on: typed(known.start_on),
    completion_on: typed(known.completion_on),
    production_on: typed(known.production_on),
    initial_period_months: typed(known.initial_period_months),
    attainment_on: typed(known.attainment_on),
    price_yuan: known.price_yuan ? typed(known.price_yuan) : "",
    instalments: (known.instalments ?? []).map((part) => ({
      due_on: part.due_on,
      amount_yuan: typed(part.amount_yuan),
    })),
    promises: (known.promises ?? []).map(({ indicator, direction, value, unit, basis }) => ({
      indicator,
      direction,
      value: typed(value),
      unit,
      basis,
    })),
    conditions: Object.fromEntries(conditions),
    files: [],
  };
}

/** What is typed, as a number or null; commas and spaces are let through. */
export function numberOf(text: string): number | null {
  const plain = text.replaceAll(/[,，\s]/g, "");
  if (plain === "") return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Fields that hold something that is no number; the form marks them before anything is sent. */
export function wrongNumbers(entries: TermsEntries): string[] {
  const wrong: string[] = [];
  const look = (name: string, text: string, required = false) => {
    const value = numberOf(text);
    if (Number.isNaN(value) || (required && value === null)) wrong.push(name);
  };
  look("price_yuan", entries.price_yuan, true);
  look("initial_period_months", entries.initial_period_months);
  entries.instalments.forEach((part, index) => {
    look(`instalment:${index}`, part.amount_yuan, true);
    if (!part.due_on) wrong.push(`instalment:${index}`);
  });
  entries.promises.forEach((promise, index) => {
    look(`promise:${index}`, promise.value, true);
  });
  for (const name of boundNames) look(name, entries.conditions[name] ?? "");
  return wrong;
}

/** The body of the request; empty = not agreed. */
export function termsBody(entries: TermsEntries) {
  const conditions = Object.entries(entries.conditions)
    .filter(([, text]) => text.trim() !== "")
    .map(([name, text]) => [name, conditionValue(name, text)]);
  return {
    handover_on: entries.handover_on || null,
    start_on: entries.start_on || null,
    completion_on: entries.completion_on || null,
    production_on: entries.production_on || null,
    initial_period_months: numberOf(entries.initial_period_months),
    price_yuan: numberOf(entries.price_yuan) ?? 0,
    instalments: entries.instalments.map((part) => ({
      due_on: part.due_on,
      amount_yuan: numberOf(part.amount_yuan) ?? 0,
    })),
    promises: entries.promises.map((promise) => ({ ...promise, value: numberOf(promise.value) ?? 0 })),
    conditions: Object.fromEntries(conditions),
    evidence_ids: entries.files.map((file) => file.id),
  };
}

function conditionValue(name: string, text: string): number | string | null {
  if (name === "document_no") return text.trim();
  const value = numberOf(text);
  return value !== null && isShare(name) ? Number((value / 100).toFixed(6)) : value;
}
