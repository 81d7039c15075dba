import { inLanguage } from "../locale/language";

/** A code of GB/T 4754 in words: “13 农副食品加工业”; a class names the division it belongs to, “1392（13 农副食品加工业）”. */
export function industryWords(code: string, names: ReadonlyMap<string, string>): string {
  let known = code;
  while (known && !names.has(known)) known = known.slice(0, -1);
  if (!known) return code;
  const named = `${known} ${names.get(known)}`;
  return known === code ? named : inLanguage(`${code}（${named}）`, `${code} (${named})`);
}
