import { EvidenceList } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { lm } from "./letter-messages";
import type { CaseStep } from "./types";

/** What happened to a letter or a problem, step by step. */
export function StepList({ steps, vocabulary }: { steps: CaseStep[]; vocabulary: string }) {
  return (
    <ol class="moves steps">
      {steps.map((step) => (
        <li key={step.sequence} class="move">
          <p class="move-head">
            <strong>{term(vocabulary, step.state)}</strong>
            <time class="figure" dateTime={step.done_on}>
              {formatDate(step.done_on)}
            </time>
            {step.office_zh && <span>{step.office_zh}</span>}
            {step.due_on && (
              <span class="quiet">
                {lm.until()} {formatDate(step.due_on)}
              </span>
            )}
            <span class="quiet">{step.actor_name}</span>
          </p>
          {step.content_zh && <p class="case-text">{step.content_zh}</p>}
          {step.evidence.length > 0 && <EvidenceList files={step.evidence} />}
        </li>
      ))}
    </ol>
  );
}
