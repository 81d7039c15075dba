import { EvidenceList } from "../../app/evidence-field";
import { formatDate } from "../../locale/date";
import { lm } from "./letter-messages";
import type { CaseStep } from "./types";

const words: Record<string, () => string> = {
  issued: lm.didIssue,
  replied: lm.didReply,
  returned: lm.didReturn,
  accepted: lm.didAccept,
  withdrawn: lm.didWithdraw,
  raised: lm.didRaise,
  assigned: lm.didAssign,
  handled: lm.didHandle,
  closed: lm.didClose,
};
/** What was done, not how it stands since. */
const stepWord = (state: string) => words[state]?.() ?? state;

/** What happened to a letter or a problem, step by step. */
export function StepList({ steps }: { steps: CaseStep[] }) {
  return (
    <ol class="moves steps">
      {steps.map((step) => (
        <li key={step.sequence} class="move">
          <p class="move-head">
            <strong>{stepWord(step.state)}</strong>
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
