import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { Badge } from "../../ui/chips";
import { shiftDay } from "./days";
import { m } from "./messages";
import type { Assessment } from "./types";

const tones = { valid: "success", expiring: "warning", expired: "danger", future: "neutral" } as const;

/** The term of an assessment as a word with the days left or gone. */
export function TermMark({ item }: { item: Assessment }) {
  const { term: state, days_left: left } = item;
  return (
    <span class="prepare-term">
      <Badge tone={tones[state]}>{term("supply.AssessmentTerm", state)}</Badge>
      {left !== null && state === "expiring" && <span class="figure quiet">{m.daysLeft(left)}</span>}
      {left !== null && state === "expired" && <span class="figure quiet">{m.daysOver(-left)}</span>}
    </span>
  );
}

/** The last day of a term, that day included. */
export function lastDay(item: Assessment): string {
  return item.valid_to ? formatDate(shiftDay(item.valid_to, -1)) : m.open();
}
