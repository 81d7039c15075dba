import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { valueWords } from "../../locale/rule-value";
import { Badge } from "../../ui/chips";
import { m } from "./messages";
import type { RuleEntry } from "./types";

/** What the entries that approvals rest on are called; the rulebook's desk shows them with their codes. */
const names: Record<string, readonly [string, string]> = {
  "approval.yellow_share": ["亮黄灯的剩余比例", "Share left below which it is yellow"],
  "approval.notice_workdays": ["告知补正的期限", "Days to ask for corrections"],
  "approval.total_workdays": ["一般项目全流程上限", "Whole process, ordinary"],
  "approval.commitment_total_workdays": ["承诺制项目全流程上限", "Whole process, on commitment"],
};

/** The rulebook's entry that a figure or a colour rests on: value, since when, article, confirmed or not. */
export function RuleLine({ rule }: { rule: RuleEntry }) {
  return (
    <p class="approval-rule">
      <span>
        {m.rule()} {ruleName(rule.code)}
      </span>
      <span class="figure">
        {m.inForce(valueWords(Number(rule.value), rule.unit), formatDate(rule.effective_from))}
      </span>
      <span>{rule.basis}</span>
      <Badge tone={rule.confirmed ? "success" : "warning"}>{rule.confirmed ? m.confirmed() : m.unconfirmed()}</Badge>
    </p>
  );
}

function ruleName(code: string): string {
  const name = names[code];
  return name ? inLanguage(name[0], name[1]) : code;
}
