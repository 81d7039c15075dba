const formatters = new Map<number, Intl.NumberFormat>();

/** Thousands separated, a fixed number of decimals: the same in both languages. */
export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "—";
  let formatter = formatters.get(decimals);
  if (!formatter) {
    formatter = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: "negative",
    });
    formatters.set(decimals, formatter);
  }
  return formatter.format(value);
}

/** A ratio 0..1 as a percentage. */
export function formatPercent(ratio: number | null | undefined, decimals = 1): string {
  if (ratio === null || ratio === undefined) return "—";
  return `${formatNumber(ratio * 100, decimals)} %`;
}
