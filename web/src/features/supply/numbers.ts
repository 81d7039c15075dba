/** Figures as typed: empty = not given; NaN = not a number. */
export function numberOf(text: string): number | null {
  const plain = text.replaceAll(",", "").replaceAll("，", "").trim();
  return plain === "" ? null : /^\d*\.?\d+$/.test(plain) ? Number(plain) : Number.NaN;
}

/** 万元 as typed → yuan as text with two decimals; null = not given. */
export function yuanOf(wan: string): string | null {
  const value = numberOf(wan);
  return value === null || Number.isNaN(value) ? null : (value * 10_000).toFixed(2);
}

/** yuan → 万元 for a field, without trailing zeros. */
export function wanOf(yuan: number | null): string {
  return yuan === null ? "" : String(Number((yuan / 10_000).toFixed(6)));
}
