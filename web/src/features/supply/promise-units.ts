import { inLanguage } from "../../locale/language";

interface PromiseUnit {
  unit: string;
  zh: string;
  en: string;
  /** What one of it is in the canonical unit in which the server keeps the number. */
  factor: number;
}

const perMu: PromiseUnit = { unit: "wan_per_mu", zh: "万元/亩", en: "10k yuan/mu", factor: 15 };
const percent: PromiseUnit = { unit: "percent", zh: "%", en: "%", factor: 0.01 };
const plain: PromiseUnit = { unit: "plain", zh: "", en: "", factor: 1 };

/** In which unit an applicant states a promise. */
const units: Record<string, PromiseUnit> = {
  investment_intensity: perMu,
  tax_per_mu: perMu,
  output_per_mu: perMu,
  value_added_per_mu: perMu,
  floor_area_ratio: plain,
  building_coefficient: percent,
  admin_land_share: percent,
  admin_floor_share: percent,
  green_ratio: percent,
  rd_share: percent,
  value_added_per_energy: { unit: "wan_per_tce", zh: "万元/吨标煤", en: "10k yuan/tce", factor: 1 },
  value_added_per_emission: { unit: "wan_per_tonne", zh: "万元/吨", en: "10k yuan/t", factor: 1 },
  labour_productivity: { unit: "wan_per_person", zh: "万元/人", en: "10k yuan/person", factor: 1 },
  environmental_standard: { unit: "yes_no", zh: "", en: "", factor: 1 },
};

export function unitOf(indicator: string): PromiseUnit {
  return units[indicator] ?? plain;
}

export function unitLabel(indicator: string): string {
  const { zh, en } = unitOf(indicator);
  return inLanguage(zh, en);
}

/** The canonical number as it is typed: 3750 yuan/㎡ → 250 万元/亩. */
export function typedValue(indicator: string, canonical: string): string {
  return String(Number((Number(canonical) / unitOf(indicator).factor).toFixed(6)));
}
