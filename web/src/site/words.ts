import { term } from "../app/terms";
import { formatDate } from "../locale/date";
import { inLanguage, language } from "../locale/language";
import { formatWanPerMu } from "../locale/money";
import { m } from "./messages";
import { found, zone } from "./state";
import type { Choice, SiteKind } from "./types";

export { type UtilityName, utilityOrder } from "./types";

export const choiceLabel = (choice: Pick<Choice, "label_zh" | "label_en">) =>
  inLanguage(choice.label_zh, choice.label_en);

export function utilityWord(utility: string): string {
  return term("utility", utility);
}

/** 甲、乙 or A, B. */
export function listed(words: readonly string[]): string {
  return words.filter(Boolean).join(language.value === "zh" ? "、" : ", ");
}

/** Demo sources bear the zone's notice in Chinese; on the English screen it is the notice's English wording. */
export function sourceWords(source: string): string {
  const here = zone.data.value;
  if (language.value === "zh" || !here?.notice_en || !source.startsWith(here.notice_zh)) return source;
  const rest = source.slice(here.notice_zh.length).replace(/^[；;，,\s]+/, "");
  return rest ? `${here.notice_en}; ${rest}` : here.notice_en;
}

/** 适合农副食品加工业、食品制造业: the clusters of a site's industries, or the industries themselves where it names one. */
export function industryWords(codes: readonly string[]): string {
  const facets = found.data.value?.facets;
  const known = (facets?.industry ?? []).filter((industry) => codes.includes(industry.value));
  const clusters = [...new Set(known.map((industry) => industry.cluster))];
  const named = known.length === 1 ? known : (facets?.cluster ?? []).filter((c) => clusters.includes(c.value));
  return listed(named.map(choiceLabel));
}

/** When a plot is handed over, or premises can be used. */
export function deliveryWords(deliveryOn: string | null, today: string, kind: SiteKind = "plot"): string {
  if (kind !== "plot") {
    if (!deliveryOn) return m.usableOpen();
    return deliveryOn <= today ? m.usableNow() : m.usableFrom(formatDate(deliveryOn));
  }
  if (!deliveryOn) return m.dateOpen();
  return deliveryOn <= today ? m.now() : m.by(formatDate(deliveryOn));
}

export function priceWords(wanPerMu: number | null): string {
  return wanPerMu === null ? m.priceOpen() : m.priceFrom(formatWanPerMu(wanPerMu));
}
