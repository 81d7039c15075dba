import { language } from "../../locale/language";

const dayMs = 86_400_000;

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** How old a figure is on the day of the sheet: days, then months, then years and months. */
export function ageWords(from: string, today: string): string {
  const days = daysBetween(from, today);
  const months = Math.floor(days / 30.44);
  const zh = language.value === "zh";
  if (days <= 0) return zh ? "今天" : "today";
  if (days < 61) return zh ? `${days} 天前` : days === 1 ? "1 day ago" : `${days} days ago`;
  if (months < 24) return zh ? `${months} 个月前` : `${months} months ago`;
  return zh ? `${Math.floor(months / 12)} 年前` : `${Math.floor(months / 12)} years ago`;
}

/** Older than a year: worth asking again before one relies on it. */
export function isOld(from: string, today: string): boolean {
  return daysBetween(from, today) > 366;
}
