/** Decimal numbers as text, between what people type and what the server keeps: digits are moved, never multiplied, so that nothing is lost. */

/** 1,200.5 万元 → "12005000". Null = empty or no number. */
export function yuanOfWan(text: string): string | null {
  const plain = text.replaceAll(",", "").trim();
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(plain);
  if (!match) return null;
  const [, whole = "", decimals = ""] = match;
  const padded = decimals.padEnd(4, "0");
  const yuan = `${whole}${padded.slice(0, 4)}`.replace(/^0+(?=\d)/, "");
  const rest = padded.slice(4);
  return rest ? `${yuan}.${rest}` : yuan;
}

/** "12005000" yuan → "1200.5" 万元, the other way of `yuanOfWan`. */
export function wanOfYuan(yuan: string): string {
  const [whole = "0", decimals = ""] = yuan.split(".");
  const padded = whole.padStart(5, "0");
  return shortest(`${padded.slice(0, -4)}.${padded.slice(-4)}${decimals}`);
}

/** A plain number as typed, or null where it is none. */
export function plainNumber(text: string): string | null {
  const plain = text.replaceAll(",", "").trim();
  return /^\d+(\.\d{1,6})?$/.test(plain) ? plain : null;
}

/** "1200.500" → "1200.5" */
export function shortest(text: string): string {
  const bare = text.replace(/^0+(?=\d)/, "");
  return bare.includes(".") ? bare.replace(/\.?0+$/, "") : bare;
}

/** "1234567.8" → "1,234,567.8" */
export function grouped(text: string): string {
  const [whole = "", decimals] = text.split(".");
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined ? marked : `${marked}.${decimals}`;
}
