import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Icon } from "../../ui/icon";
import { openPlot, showPlace } from "./compliance.state";
import { m } from "./messages";
import { SeverityMark } from "./severity-mark";
import type { CheckFinding } from "./types";

/** One finding: which plot, what, how to mend it, by which measure; zooms to its place. */
export function FindingRow({ finding, withPlot = true }: { finding: CheckFinding; withPlot?: boolean }) {
  const numbers = [
    finding.measured && `${m.measured()} ${finding.measured}`,
    finding.required && `${m.required()} ${finding.required}`,
    finding.resolved_on
      ? m.gone(formatDate(finding.found_on), formatDate(finding.resolved_on))
      : m.since(formatDate(finding.found_on)),
  ].filter(Boolean);
  return (
    <li class="compliance-item">
      <SeverityMark severity={finding.severity} />
      <div class="compliance-words">
        <p>
          {withPlot && (
            <button
              type="button"
              class="compliance-link"
              title={m.openPlot()}
              onClick={() => openPlot(finding.plot_id)}
            >
              {finding.plot_no ?? `#${finding.plot_id}`}
            </button>
          )}{" "}
          <b>{inLanguage(finding.rule_zh, finding.rule_en)}</b> {inLanguage(finding.message_zh, finding.message_en)}
        </p>
        <p class="quiet">{inLanguage(finding.fix_zh, finding.fix_en)}</p>
        <p class="quiet figure">{numbers.join(" · ")}</p>
      </div>
      <button
        type="button"
        class="icon-button"
        title={m.showOnMap()}
        aria-label={`${m.showOnMap()} ${finding.plot_no ?? ""} ${finding.id}`}
        onClick={() => showPlace(finding.geometry)}
      >
        <Icon name="target" />
      </button>
    </li>
  );
}
