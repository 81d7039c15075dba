import type { PremisesRow, Terms } from "./types";

export const numbers = [
  "land_area_m2",
  "floor_area_m2",
  "storeys",
  "clear_height_m",
  "floor_load_t_m2",
  "crane_t",
  "rent_yuan_per_m2_month",
  "sale_yuan",
  "deposit_yuan",
  "lease_months_min",
  "lease_months_max",
  "paid_every_months",
] as const;
export type NumberName = (typeof numbers)[number];

/** The form as it is typed: everything text but the publication. */
export type Entries = Record<Exclude<keyof Terms, "is_published">, string> & { is_published: boolean };

export const emptyEntries: Entries = {
  is_published: false,
  title_zh: "",
  title_en: "",
  land_area_m2: "",
  floor_area_m2: "",
  storeys: "",
  clear_height_m: "",
  floor_load_t_m2: "",
  crane_t: "",
  rent_yuan_per_m2_month: "",
  sale_yuan: "",
  deposit_yuan: "",
  lease_months_min: "",
  lease_months_max: "",
  paid_every_months: "",
  obligations_zh: "",
  obligations_en: "",
  available_on: "",
  industry_codes: "",
  contact_zh: "",
  contact_en: "",
  contact_phone: "",
  summary_zh: "",
  summary_en: "",
  consent: "",
  source: "",
  observed_on: "",
};

export function entriesOf(row: PremisesRow): Entries {
  const text = (value: number | string | null) => (value === null ? "" : String(value));
  return {
    ...emptyEntries,
    ...(Object.fromEntries(
      Object.keys(emptyEntries)
        .filter((name) => name !== "is_published" && name !== "industry_codes")
        .map((name) => [name, text(row[name as NumberName])]),
    ) as Partial<Entries>),
    is_published: row.is_published,
    industry_codes: row.industry_codes.join("、"),
  };
}

const numberOf = (text: string) => (text.trim() === "" ? null : Number(text.replaceAll(",", "")));

/** The first figure that is not one. */
export function wrongNumber(entries: Entries): NumberName | null {
  return numbers.find((name) => Number.isNaN(numberOf(entries[name]) ?? 0)) ?? null;
}

/** What is sent: empty figures are unknown, codes by any comma. */
export function termsOf(entries: Entries): Terms {
  const figures = Object.fromEntries(numbers.map((name) => [name, numberOf(entries[name])])) as Pick<Terms, NumberName>;
  const trimmed = (text: string) => text.trim();
  return {
    ...figures,
    is_published: entries.is_published,
    title_zh: trimmed(entries.title_zh),
    title_en: trimmed(entries.title_en),
    available_on: entries.available_on || null,
    industry_codes: entries.industry_codes.split(/[,，、\s]+/).filter(Boolean),
    contact_zh: trimmed(entries.contact_zh),
    contact_en: trimmed(entries.contact_en),
    contact_phone: trimmed(entries.contact_phone),
    summary_zh: trimmed(entries.summary_zh),
    summary_en: trimmed(entries.summary_en),
    obligations_zh: trimmed(entries.obligations_zh),
    obligations_en: trimmed(entries.obligations_en),
    consent: trimmed(entries.consent),
    source: trimmed(entries.source),
    observed_on: entries.observed_on,
  };
}
