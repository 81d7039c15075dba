import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { Badge } from "../../ui/chips";
import { Swatch } from "../../ui/swatch";
import { classes } from "./cases.state";
import { m } from "./messages";
import type { CaseItem } from "./types";

/** The step a case has reached: swatch of the map and word. */
export function StateMark({ state }: { state: string }) {
  const entry = classes.value.get(state);
  return (
    <span class="case-state">
      {entry && <Swatch color={entry.color} pattern={entry.pattern} size={12} />}
      {term("idle_cases.CaseState", state)}
    </span>
  );
}

/** The last day of the running term and how it stands. */
export function DueMark({ item, today }: { item: CaseItem; today: string }) {
  if (item.next_due_on === null) {
    return item.is_stale ? <Badge tone="warning">{m.stale(item.untouched_days)}</Badge> : null;
  }
  const left = Math.round((Date.parse(item.next_due_on) - Date.parse(today)) / 86_400_000);
  return (
    <span class="case-due">
      {formatDate(item.next_due_on)}{" "}
      {item.is_open &&
        (item.is_overdue ? (
          <Badge tone="danger">{m.overdueBy(item.overdue_days)}</Badge>
        ) : left === 0 ? (
          <Badge tone="warning">{m.dueToday()}</Badge>
        ) : (
          <span class="quiet">{m.daysLeft(left)}</span>
        ))}
    </span>
  );
}

/** Whose turn it is: the holder's while its own term runs, ours otherwise. */
export function turnOf(item: CaseItem): string {
  if (!item.is_open) return "";
  return item.due_of === "holder" && !item.is_overdue ? m.turnHolder() : m.turnUs();
}
