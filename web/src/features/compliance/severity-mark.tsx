import { term } from "../../app/terms";
import { Badge } from "../../ui/chips";
import { Icon } from "../../ui/icon";
import type { Severity, Verdict } from "./types";

const tones = { error: "danger", warning: "warning", info: "neutral" } as const;
const verdictTones = { conflict: "danger", to_check: "warning", clear: "success", not_known: "neutral" } as const;
const verdictIcons = { conflict: "error", to_check: "warning", clear: "success", not_known: "help" } as const;

/** How much something weighs, as sign and word. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <Badge tone={tones[severity]}>
      <Icon name={severity} size={13} /> {term("plot_rules.RuleWeight", severity)}
    </Badge>
  );
}

/** How a check came out, as sign and word. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <Badge tone={verdictTones[verdict]}>
      <Icon name={verdictIcons[verdict]} size={13} /> {term("compliance.Verdict", verdict)}
    </Badge>
  );
}
