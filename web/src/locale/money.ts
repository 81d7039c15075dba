import { language } from "./language";
import { formatNumber } from "./number";

/** Yuan as 万元 with two decimals; English in CNY million. */
export function formatYuan(yuan: number | null | undefined): string {
  if (yuan === null || yuan === undefined) return "—";
  return language.value === "zh"
    ? `${formatNumber(yuan / 10_000, 2)} 万元`
    : `CNY ${formatNumber(yuan / 1_000_000, 2)} m`;
}

export function formatWanPerMu(wanPerMu: number | null | undefined): string {
  if (wanPerMu === null || wanPerMu === undefined) return "—";
  return language.value === "zh"
    ? `${formatNumber(wanPerMu, 2)} 万元/亩`
    : `CNY ${formatNumber(wanPerMu * 10, 1)} k per mu`;
}
