import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { colon, listed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { asked } from "./reuse.state";
import { ms } from "./sheet-messages";
import { Part } from "./sheet-part";
import type { OpenStep, Sheet } from "./types";

/** How the measure came where it is, and what may come next. */
export function StepsPart({ sheet }: { sheet: Sheet }) {
  const mayEdit = can("reuse:edit") && !isHistory.value;
  const live = sheet.steps.filter((step) => step.taken_back_reason === null);
  const last = live.length > 1 ? live.at(-1) : undefined;
  return (
    <Part title={ms.steps()}>
      <ol class="reuse-road">
        {sheet.steps.map((step) => (
          <li key={step.id} class={step.taken_back_reason === null ? "" : "reuse-gone"}>
            <p>
              <span class="figure">{formatDate(step.taken_on)}</span>{" "}
              <strong>{term("reuse.ReuseStage", step.stage)}</strong>
              {step.released_m2 !== null && <span> {ms.released(formatArea(step.released_m2))}</span>}
              {step.contract_no && <span class="quiet"> {step.contract_no}</span>}{" "}
              <span class="quiet">{step.actor_name}</span>
              {mayEdit && step === last && (
                <Button
                  kind="quiet"
                  icon="back"
                  onClick={() => {
                    asked.value = { kind: "step_back", sheet, step };
                  }}
                >
                  {ms.takeBack()}
                </Button>
              )}
            </p>
            {step.reason && <p class="quiet">{step.reason}</p>}
            {step.taken_back_reason !== null && (
              <p class="reuse-late">{ms.takenBack(step.taken_back_by ?? "", step.taken_back_reason)}</p>
            )}
            {step.evidence.length > 0 && <EvidenceList files={step.evidence} />}
          </li>
        ))}
      </ol>
      {sheet.open_steps.length === 0 ? (
        <p class="quiet">{ms.ended()}</p>
      ) : (
        mayEdit && (
          <p class="reuse-acts">
            {sheet.open_steps.map((step) => (
              <Button
                key={step.stage}
                kind={step.stage === "abandoned" ? "plain" : "primary"}
                onClick={() => {
                  asked.value = { kind: "step", sheet, stage: step.stage };
                }}
              >
                {term("reuse.ReuseStage", step.stage)}
              </Button>
            ))}
          </p>
        )
      )}
      <Missing sheet={sheet} />
    </Part>
  );
}

/** What the next step on the road needs and is not there yet. */
function Missing({ sheet }: { sheet: Sheet }) {
  const ahead = sheet.open_steps.find(({ stage }) => stage !== "abandoned");
  const missing = ahead ? missingFor(ahead, sheet) : [];
  if (missing.length === 0) return null;
  return (
    <p class="quiet">
      {ms.needs()}
      {colon()}
      {listed(missing)}
    </p>
  );
}

export function missingFor(step: OpenStep, sheet: Pick<Sheet, "parties" | "figures">): string[] {
  const has = (direction: string) =>
    sheet.parties.some((party) => party.direction === direction && party.taken_back_reason === null);
  const hasAfter = sheet.figures.some(({ side, taken_back_reason }) => side === "after" && taken_back_reason === null);
  return [
    step.needs_left && !has("left") ? ms.needsLeft() : "",
    step.needs_came && !has("came") ? ms.needsCame() : "",
    step.needs_after && !hasAfter ? ms.needsAfter() : "",
  ].filter(Boolean);
}
