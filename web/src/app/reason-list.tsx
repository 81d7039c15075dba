import type * as contract from "../api/schema";
import { formatDate } from "../locale/date";
import { inLanguage, messages } from "../locale/language";
import { formatNumber } from "../locale/number";
import { Badge } from "../ui/chips";
import "./reason-list.css";

export type Reason = contract.ReasonAnswer;

const m = messages({
  rule: ["规则", "Rule"],
  inputs: ["依据的数据", "Looked at"],
  basis: ["条文", "Article"],
  entries: ["规则库（当日有效）", "Rulebook on that day"],
  rectificationMax: ["整改期限上限", "Longest time to rectify"],
  extensionAhead: ["延期申请提前", "An extension is asked for ahead by"],
  extensionMax: ["延期上限", "Longest extension"],
  unitDays: ["天", "days"],
  unitMonths: ["个月", "months"],
  since: [(day: string) => `自${day}`, (day: string) => `since ${day}`],
  unconfirmed: ["未确认", "not confirmed"],
});

const names: Record<string, () => string> = {
  "commitment.rectification_days_max": m.rectificationMax,
  "contract.extension_asked_days_ahead": m.extensionAhead,
  "contract.extension_months_max": m.extensionMax,
};
const units: Record<string, () => string> = { days: m.unitDays, months: m.unitMonths };

/** The rule, what it looked at, the article, and the rulebook entries in force on that day. */
export function ReasonList({ reason }: { reason: Reason }) {
  return (
    <dl class="reason-list">
      <dt>{m.rule()}</dt>
      <dd>{inLanguage(reason.rule_zh, reason.rule_en)}</dd>
      <dt>{m.inputs()}</dt>
      <dd>
        <ul>
          {reason.inputs.map((input) => (
            <li key={input.label_en}>
              {inLanguage(`${input.label_zh}：`, `${input.label_en}: `)}
              {inLanguage(input.value_zh, input.value_en)}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{m.basis()}</dt>
      <dd>{reason.basis.join(inLanguage("；", "; "))}</dd>
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
  );
}
