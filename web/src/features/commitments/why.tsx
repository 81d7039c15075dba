import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { Badge } from "../../ui/chips";
import { m } from "./messages";
import type { Reason } from "./types";

const names: Record<string, () => string> = {
  "commitment.rectification_days_max": m.rectificationMax,
  "contract.extension_asked_days_ahead": m.extensionAhead,
  "contract.extension_months_max": m.extensionMax,
};
const units: Record<string, () => string> = { days: m.unitDays, months: m.unitMonths };

/** Why a promise stands as it does: rule, what it looked at, article, rulebook entries in force, and what to do next. */
export function Why({ reason, open }: { reason: Reason; open?: boolean }) {
  return (
    <div class="promise-why">
      <p class="promise-next">
        <b>{m.next()}</b> {inLanguage(reason.next_zh, reason.next_en)}
      </p>
      <details open={open}>
        <summary>{m.why()}</summary>
        <dl class="promise-reason">
          <dt>{m.rule()}</dt>
          <dd>{inLanguage(reason.rule_zh, reason.rule_en)}</dd>
          <dt>{m.inputs()}</dt>
          <dd>
            <ul>
              {reason.inputs.map((input) => (
                <li key={input.label_en}>
                  {inLanguage(input.label_zh, input.label_en)}：{inLanguage(input.value_zh, input.value_en)}
                </li>
              ))}
            </ul>
          </dd>
          <dt>{m.basis()}</dt>
          <dd>{reason.basis.join("；")}</dd>
          {reason.entries.length > 0 && (
            <>
              <dt>{m.entries()}</dt>
              <dd>
                <ul>
                  {reason.entries.map((entry) => (
                    <li key={entry.code}>
                      <span title={entry.code}>{names[entry.code]?.() ?? entry.code}</span> {formatNumber(entry.value)}{" "}
                      {units[entry.unit]?.() ?? entry.unit}，{m.since(formatDate(entry.effective_from))}，{entry.basis}{" "}
                      {!entry.confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
        </dl>
      </details>
    </div>
  );
}
