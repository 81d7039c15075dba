import { LightMark } from "./light-mark";
import { m } from "./messages";
import type { Total } from "./types";

/** Working days used of those allowed, as a bar with its figures; what is over sticks out in its own pattern. */
export function TotalBar({ total, compact = false }: { total: Total; compact?: boolean }) {
  const longest = Math.max(total.allowed, total.used, 1);
  const share = (days: number) => (100 * days) / longest;
  const over = Math.max(0, total.used - total.allowed);
  return (
    <span class={`approval-total ${compact ? "approval-total-compact" : ""}`}>
      <span class="approval-total-words figure">
        <LightMark light={total.light} />
        {m.totalDays(total.used, total.allowed)}
        {!compact && (
          <span class="quiet">{total.left >= 0 ? m.daysLeft(total.left) : m.daysExceeded(-total.left)}</span>
        )}
      </span>
      <span class="approval-total-bar" aria-hidden="true">
        <span class={`approval-used approval-used-${total.light}`} style={{ width: `${share(total.used - over)}%` }} />
        <span class="approval-used-over" style={{ width: `${share(over)}%` }} />
      </span>
    </span>
  );
}
