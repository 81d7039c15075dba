import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { Badge } from "../../ui/chips";
import { m } from "./messages";
import type { RuleEntry } from "./types";

/** The rulebook's entry that a figure or a colour rests on: value, since when, article, confirmed or not. */
export function RuleLine({ rule }: { rule: RuleEntry }) {
  return (
    <p class="approval-rule">
      <span>
        {m.rule()} <code>{rule.code}</code>
      </span>
      <span class="figure">{m.inForce(ruleValue(rule), formatDate(rule.effective_from))}</span>
      <span>{rule.basis}</span>
      <Badge tone={rule.confirmed ? "success" : "warning"}>{rule.confirmed ? m.confirmed() : m.unconfirmed()}</Badge>
    </p>
  );
}

function ruleValue(rule: RuleEntry): string {
  if (rule.unit === "workdays") return m.working(rule.value);
  if (rule.unit === "1") return `${Math.round(Number(rule.value) * 100)}%`;
  return `${rule.value} ${term("rulebook.Unit", rule.unit)}`;
}
