import { formatDate, formatInstant } from "../../../locale/date";
import { inLanguage } from "../../../locale/language";
import { r } from "./messages";
import type { ReportStep } from "./types";

/** Who did what and when, in order. */
export function ReportSteps({ steps }: { steps: readonly ReportStep[] }) {
  return (
    <ol class="report-steps">
      {steps.map((one) => (
        <li key={one.sequence}>
          <p>
            <b>{inLanguage(one.label_zh, one.label_en)}</b>{" "}
            <span class="quiet">
              {one.actor_name} · {formatInstant(one.at)}
              {(one.step === "ask" || one.step === "return") && ` · ${r.until(formatDate(one.due_on))}`}
            </span>
          </p>
          {one.reason && <p class="report-words">{one.reason}</p>}
        </li>
      ))}
    </ol>
  );
}
