/** The number after this one: P4-077 → P4-078; nothing to offer where it does not end in digits. */
export function nextPlotNo(last: string): string {
  const match = /^(.*?)(\d+)$/.exec(last);
  if (!match) return "";
  const [, head = "", digits = ""] = match;
  return head + String(Number(digits) + 1).padStart(digits.length, "0");
}
