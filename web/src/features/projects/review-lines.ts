/** "形象进度 60" → a name and its highest score; null for a line that is not one. */
export function itemFrom(line: string): { name_zh: string; max_score: number } | null {
  const found = /^(.+?)[\s:：,，]+(\d+(?:\.\d)?)\s*分?$/.exec(line.trim());
  const most = Number(found?.[2]);
  return found?.[1] && most > 0 ? { name_zh: found[1].trim(), max_score: most } : null;
}

/** "评委甲 发改委" → a name and an office, which may be left out. */
export function judgeFrom(line: string): { name_zh: string; office_zh: string } | null {
  const [name, ...office] = line.trim().split(/[\s,，]+/);
  return name ? { name_zh: name, office_zh: office.join(" ") } : null;
}

/** Every line that says something, read; null where one cannot be read. */
export function linesOf<T>(text: string, read: (line: string) => T | null): T[] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const found = lines.map(read);
  return found.length > 0 && found.every((entry) => entry !== null) ? (found as T[]) : null;
}
