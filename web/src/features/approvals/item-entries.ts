import type { CatalogueItem, ItemMaterial } from "./types";

/** One version as it is typed. */
export interface ItemEntries {
  code: string;
  stage_code: string;
  name_zh: string;
  name_en: string;
  department_zh: string;
  days: string;
  unit: string;
  statutory_days: string;
  statutory_unit: string;
  needs: string[];
  excluded: string[];
  handling: string;
  is_tolerable: boolean;
  extension_days_max: string;
  materials: ItemMaterial[];
  basis: string;
  confirmed: boolean;
  note: string;
  valid_from: string;
  reason: string;
}

export function entriesOf(item: CatalogueItem | null, today: string, stage: string, kinds: string[]): ItemEntries {
  return {
    code: item?.code ?? "",
    stage_code: item?.stage_code ?? stage,
    name_zh: item?.name_zh ?? "",
    name_en: item?.name_en ?? "",
    department_zh: item?.department_zh ?? "",
    days: item ? String(item.days) : "",
    unit: item?.unit ?? "working",
    statutory_days: item?.statutory_days != null ? String(item.statutory_days) : "",
    statutory_unit: item?.statutory_unit ?? "working",
    needs: item?.needs ?? [],
    excluded: item?.excluded ?? kinds,
    handling: item?.handling ?? "ordinary",
    is_tolerable: item?.is_tolerable ?? false,
    extension_days_max: String(item?.extension_days_max ?? 0),
    materials: item?.materials ?? [],
    basis: item?.basis ?? "",
    confirmed: item?.confirmed ?? false,
    note: item?.note ?? "",
    valid_from: today,
    reason: "",
  };
}

/** What is sent: numbers as numbers, no law where none is given. */
export function bodyOf(entries: ItemEntries) {
  const { code: _, ...rest } = entries;
  const law = entries.statutory_days.trim();
  return {
    ...rest,
    days: Number(entries.days),
    statutory_days: law === "" ? null : Number(law),
    statutory_unit: law === "" ? null : entries.statutory_unit,
    extension_days_max: Number(entries.extension_days_max || 0),
    materials: entries.materials.map((one, index) => ({ ...one, code: one.code || codeFor(entries.materials, index) })),
  };
}

/** A code for a material typed in by name only: m1, m2 …, not yet used. */
function codeFor(materials: ItemMaterial[], index: number): string {
  const used = new Set(materials.map(({ code }) => code));
  let number = index + 1;
  while (used.has(`m${number}`)) number += 1;
  return `m${number}`;
}
