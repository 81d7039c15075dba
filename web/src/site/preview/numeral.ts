/** A number as the address carries it; what is no number, or negative, is not sent. */
export function numeral(text: string): string | null {
  const value = Number(text.replaceAll(",", "").trim());
  return text.trim() !== "" && Number.isFinite(value) && value >= 0 ? String(value) : null;
}

export const isWrong = (text: string) => text.trim() !== "" && numeral(text) === null;
