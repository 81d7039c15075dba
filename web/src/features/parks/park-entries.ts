import { isIsoDate } from "../../locale/date";
import { m } from "./messages";

export interface ParkDetail {
  code: string;
  name_zh: string;
  name_en: string;
  operator_zh: string;
  operator_en: string;
  purpose_zh: string;
  purpose_en: string;
}

export const nameFields = ["name_zh", "name_en", "operator_zh", "operator_en", "purpose_zh", "purpose_en"] as const;
export type ParkNames = Pick<ParkDetail, (typeof nameFields)[number]>;

export function namesOf(park: Partial<ParkDetail> | null): ParkNames {
  return Object.fromEntries(nameFields.map((name) => [name, park?.[name] ?? ""])) as unknown as ParkNames;
}

/** The names that differ; null = nothing to save. */
export function changedNames(before: ParkNames, now: ParkNames): Partial<ParkNames> | null {
  const changed = nameFields.filter((name) => now[name].trim() !== before[name]);
  return changed.length > 0 ? Object.fromEntries(changed.map((name) => [name, now[name].trim()])) : null;
}

export function checkNewPark(code: string, names: ParkNames): { code?: string; name_zh?: string } {
  const errors: { code?: string; name_zh?: string } = {};
  if (!/^[0-9A-Za-z_-]{1,12}$/.test(code.trim())) errors.code = m.needCode();
  if (!names.name_zh.trim()) errors.name_zh = m.needName();
  return errors;
}

export interface BoundaryPapers {
  validFrom: string;
  source: string;
  reason: string;
  document: string;
}

export function checkBoundary({
  validFrom,
  source,
  reason,
}: BoundaryPapers): Partial<Record<keyof BoundaryPapers, string>> {
  const errors: Partial<Record<keyof BoundaryPapers, string>> = {};
  if (!isIsoDate(validFrom)) errors.validFrom = m.needDate();
  if (!source.trim()) errors.source = m.needSource();
  if (reason.trim().length < 2) errors.reason = m.needReason();
  return errors;
}
