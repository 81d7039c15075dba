import { inLanguage, messages } from "../locale/language";
import { Icon } from "./icon";

const m = messages({
  error: ["错误", "Error"],
  warning: ["警告", "Warning"],
  info: ["提示", "Note"],
  show: ["在图上查看", "Show on the map"],
});

/** The part of the server's Finding that the list shows. */
export interface ShownFinding {
  code: string;
  severity: "error" | "warning" | "info";
  message_zh: string;
  message_en?: string | null;
  fix_zh?: string | null;
  fix_en?: string | null;
  basis?: string | null;
  geometry?: unknown;
}

interface Props<F extends ShownFinding> {
  findings: F[];
  /** Zooms to the place; findings without geometry are not buttons. */
  onShow?: (finding: F) => void;
}

const rank = { error: 0, warning: 1, info: 2 };

/** What is wrong, what to do, by which article; the worst first. */
export function FindingsList<F extends ShownFinding>({ findings, onShow }: Props<F>) {
  const sorted = [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return (
    <ul class="findings">
      {sorted.map((finding, index) => {
        const content = (
          <>
            <Icon name={finding.severity} label={m[finding.severity]()} />
            <span class="finding-text">
              <span>{inLanguage(finding.message_zh, finding.message_en)}</span>
              {finding.fix_zh && <span class="finding-fix">{inLanguage(finding.fix_zh, finding.fix_en)}</span>}
              {finding.basis && <span class="finding-basis">{finding.basis}</span>}
            </span>
          </>
        );
        const key = `${finding.code}-${index}`;
        return (
          <li key={key} class={`finding finding-${finding.severity}`}>
            {onShow && finding.geometry ? (
              <button type="button" class="finding-body" title={m.show()} onClick={() => onShow(finding)}>
                {content}
                <Icon name="target" class="finding-show" />
              </button>
            ) : (
              <div class="finding-body">{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
