import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";

/** A day without its year where that is the year on the screen: 11月24日, 24 Nov; other years as usual. */
export function shortDate(iso: string | null): string {
  if (!iso) return "—";
  const whole = formatDate(iso);
  if (iso.slice(0, 4) !== (shownDate.value ?? "").slice(0, 4)) return whole;
  return whole.replace(/^\d{4}年/, "").replace(/ \d{4}$/, "");
}
