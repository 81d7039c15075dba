import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Badge } from "../../ui/chips";
import { Icon, type IconName } from "../../ui/icon";
import { m } from "./messages";
import type { ClockStep, ListingSheet, RuleEntry } from "./types";

const icons: Record<ClockStep["state"], IconName> = { done: "check", due: "clock", late: "warning", ahead: "dot" };

/** The days of an announcement in order, each with why it lies there and the entry of the rulebook it rests on. */
export function ClockStrip({ listing }: { listing: ListingSheet }) {
  return (
    <details class="supply-clock">
      <summary>
        <ol class="supply-clock-line" aria-label={m.clock()}>
          {listing.clock.map((step: ClockStep) => (
            <li key={step.key} class={`is-${step.state}`}>
              <Icon name={icons[step.state]} size={12} />
              <span>{inLanguage(step.label_zh, step.label_en)}</span>
              <b class="figure">{step.on ? formatDate(step.on) : m.notSet()}</b>
            </li>
          ))}
        </ol>
        <span class="supply-why-word">{m.why()}</span>
      </summary>
      <dl class="supply-reasons">
        {listing.clock.map((step) => (
          <div key={step.key}>
            <dt>{inLanguage(step.label_zh, step.label_en)}</dt>
            <dd>
              {inLanguage(step.why_zh, step.why_en)}
              {step.entry && <EntryLine entry={step.entry} />}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** One entry of the rulebook: its number, from when, on which article, confirmed or not. */
export function EntryLine({ entry }: { entry: RuleEntry }) {
  return (
    <p class="supply-entry">
      <span class="quiet">
        {entry.basis} · {m.effective()} {formatDate(entry.effective_from)}
      </span>{" "}
      {!entry.confirmed && (
        <Badge tone="warning" title={entry.note}>
          {m.unconfirmed()}
        </Badge>
      )}
    </p>
  );
}
