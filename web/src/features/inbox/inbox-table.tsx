import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import type { InboxItem } from "./inbox.state";
import { m } from "./messages";
import { openItem, showPlot } from "./targets";

/** One row per thing: what, which plot, since when, until when, whose turn, and the one button that leads there. */
export function InboxTable({ items }: { items: InboxItem[] }) {
  return (
    <div class="page-card page-scroll">
      <table class="page-table inbox-table">
        <thead>
          <tr>
            <th scope="col">{m.due()}</th>
            <th scope="col">{m.what()}</th>
            <th scope="col">{m.plot()}</th>
            <th scope="col">{m.since()}</th>
            <th scope="col">{m.turn()}</th>
            <th scope="col">{m.person()}</th>
            <th scope="col">{m.action()}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.key} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const tones = {
  overdue: "danger",
  today: "warning",
  week: "warning",
  month: "neutral",
  quarter: "neutral",
  untouched: "info",
} as const;

function Row({ item }: { item: InboxItem }) {
  return (
    <tr>
      <td class="inbox-due">
        <Badge tone={tones[item.bucket]}>{standing(item)}</Badge>
        {item.is_escalated && <Badge tone="danger">{m.escalated()}</Badge>}
        {item.due_on && <span class="figure quiet">{formatDate(item.due_on)}</span>}
      </td>
      <td class="inbox-what">
        <span>
          <span class="inbox-source">{term("inbox.InboxSource", item.source)}</span>
          <strong>{inLanguage(item.what_zh, item.what_en)}</strong>
        </span>
        <span class="quiet">
          {[
            item.about_zh !== item.what_zh && item.about_zh,
            item.party_name_zh,
            item.reference !== item.what_zh && item.reference,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </td>
      <td class="inbox-plot">
        {item.plot_no ? (
          <button type="button" class="inbox-link" title={m.showPlot(item.plot_no)} onClick={() => showPlot(item)}>
            {item.plot_no}
          </button>
        ) : (
          "—"
        )}
        <span class="quiet">{inLanguage(item.park_name_zh, item.park_name_en)}</span>
      </td>
      <td class="figure">{formatDate(item.since)}</td>
      <td>{term("inbox.InboxTurn", item.turn)}</td>
      <td>{item.person ?? "—"}</td>
      <td class="page-actions">
        <Button kind="quiet" icon="nextView" onClick={() => openItem(item)}>
          {term("inbox.InboxAction", item.action)}
        </Button>
      </td>
    </tr>
  );
}

function standing(item: InboxItem): string {
  if (item.bucket === "untouched") return m.untouched(item.untouched_days);
  if (item.days_left === null) return m.noDay();
  if (item.days_left < 0) return m.over(-item.days_left);
  return item.days_left === 0 ? m.dueToday() : m.left(item.days_left);
}
