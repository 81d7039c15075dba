import { industryWords } from "../../app/industry";
import { parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";

/** The divisions of GB/T 4754 that the zone's parks name, by code. */
export function industryOptions(): { code: string; name: string }[] {
  const found = new Map<string, string>();
  for (const park of parks.value)
    for (const one of park.industries) found.set(one.code, inLanguage(one.name_zh, one.name_en));
  return [...found].sort(([a], [b]) => a.localeCompare(b)).map(([code, name]) => ({ code, name }));
}

export function industryNames(codes: readonly string[]): string {
  const names = new Map(industryOptions().map(({ code, name }) => [code, name]));
  return codes.map((code) => industryWords(code, names)).join("、");
}
