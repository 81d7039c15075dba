import { language } from "./language";

const isChinese = () => language.value === "zh";

/** 甲、乙 / A, B */
export function listed(words: readonly string[]): string {
  return words.join(isChinese() ? "、" : ", ");
}

/** 甲；乙 / A; B */
export function parted(words: readonly string[]): string {
  return words.join(isChinese() ? "；" : "; ");
}

/** What stands in brackets behind a word, with the blank that English sets before it: （亩）/ (mu) */
export function bracketed(words: string): string {
  return isChinese() ? `（${words}）` : ` (${words})`;
}

/** 依据：/ Basis: */
export function colon(): string {
  return isChinese() ? "：" : ": ";
}
