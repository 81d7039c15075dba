import type { ComponentChildren } from "preact";
import { EvidenceList } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { formatDate, formatInstant } from "../../locale/date";
import { formatYuan } from "../../locale/money";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { asked, mayEdit } from "./cases.state";
import { sm } from "./sheet-messages";
import type { CaseSheet, Correction, Step } from "./types";

/** The road of the case: every step taken with what it rests on, corrections under the value they mend, what lies ahead. */
export function StepsTab({ sheet }: { sheet: CaseSheet }) {
  return (
    <ol class="case-road">
      {sheet.steps.map((step) => (
        <StepItem key={step.id} sheet={sheet} step={step} />
      ))}
      {sheet.open_steps
        .filter((way) => !way.goes_back)
        .map((way) => (
          <li key={way.step} class="case-step is-ahead">
            <span class="case-step-no" aria-hidden="true">
              {sheet.sequence + 1}
            </span>
            <div>
              <p>
                <b>{term("idle_cases.CaseStep", way.step)}</b>{" "}
                <span class="quiet">
                  {sm.future()} · {way.document_zh && `《${way.document_zh}》 · `}
                  {way.article}
                </span>
              </p>
            </div>
          </li>
        ))}
    </ol>
  );
}

function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function StepItem({ sheet, step }: { sheet: CaseSheet; step: Step }) {
  return (
    <li class={`case-step ${step.is_annulled ? "is-annulled" : ""} ${step.annul_ground ? "is-back" : ""}`}>
      <span class="case-step-no" aria-hidden="true">
        {step.sequence}
      </span>
      <div class="case-step-body">
        <p class="case-step-head">
          <b>{term("idle_cases.CaseStep", step.step)}</b> <span class="figure">{formatDate(step.taken_on)}</span>{" "}
          {step.is_annulled && <Badge tone="danger">{sm.annulled()}</Badge>}{" "}
          <span class="quiet" title={formatInstant(step.recorded_at)}>
            {sm.by(step.actor_name)}
          </span>
          {mayEdit.value && (
            <Button
              kind="quiet"
              class="no-print"
              onClick={() => {
                asked.value = { kind: "correct", sheet, target: "step", step };
              }}
            >
              {sm.correct()}
            </Button>
          )}
        </p>
        <dl class="case-facts">
          <Facts step={step} />
          {step.reason && <Line label={sm.reason()}>{step.reason}</Line>}
          {step.evidence.length > 0 && (
            <Line label={sm.allEvidence()}>
              <EvidenceList files={step.evidence} />
            </Line>
          )}
        </dl>
        <Corrections items={step.corrections} fields={{ ...sheet.correctable.step, ...sheet.correctable.service }} />
        {(step.basis.findings ?? []).length > 0 && (
          <details>
            <summary class="quiet">{sm.findingsThen()}</summary>
            <FindingsList findings={step.basis.findings ?? []} />
          </details>
        )}
      </div>
    </li>
  );
}

function Facts({ step }: { step: Step }) {
  return (
    <>
      {step.document_no && (
        <Line label={sm.paper()}>
          {step.document_id === null ? (
            <>
              {step.document_no} <span class="quiet">{sm.paperElsewhere()}</span>
            </>
          ) : (
            <a href={`/api/documents/${step.document_id}/file.pdf`} target="_blank" rel="noopener">
              {step.document_title_zh ? `《${step.document_title_zh}》 ` : ""}
              {step.document_no}
            </a>
          )}
        </Line>
      )}
      {step.annul_ground && <Line label={sm.annulGround()}>{term("idle_cases.AnnulGround", step.annul_ground)}</Line>}
      {step.paper_on && <Line label={sm.paperOn()}>{formatDate(step.paper_on)}</Line>}
      {step.withdrawn_on && <Line label={sm.withdrawn()}>{formatDate(step.withdrawn_on)}</Line>}
      {step.served_on && (
        <Line label={sm.served()}>
          {formatDate(step.served_on)} {term("idle_cases.ServiceKind", step.service_kind)} · {step.recipient}
          {step.service_note && ` · ${step.service_note}`}
        </Line>
      )}
      {step.receipts.length > 0 && (
        <Line label={sm.receipt()}>
          <EvidenceList files={step.receipts} />
        </Line>
      )}
      {step.step === "explain" && (
        <Line label={sm.explained()}>{step.explained_on ? formatDate(step.explained_on) : sm.notExplained()}</Line>
      )}
      {step.cause && (
        <Line label={sm.cause()}>
          {term("idle.CauseSide", step.side)} · {term("idle.IdleCause", step.cause)}
        </Line>
      )}
      {step.registered_on && (
        <Line label={sm.registered()}>
          {formatDate(step.registered_on)} {step.register_no}
        </Line>
      )}
      {step.measure && <Line label={sm.measure()}>{term("idle_cases.Measure", step.measure)}</Line>}
      {step.amount_yuan !== null && <Line label={sm.amount()}>{formatYuan(Number(step.amount_yuan))}</Line>}
      {(step.terms_from || step.terms_until) && (
        <Line label={sm.terms()}>
          {formatDate(step.terms_from)} — {formatDate(step.terms_until)}
        </Line>
      )}
      {step.hearing_asked_on && <Line label={sm.hearingAsked()}>{formatDate(step.hearing_asked_on)}</Line>}
      {step.hearing_held_on && <Line label={sm.hearingHeld()}>{formatDate(step.hearing_held_on)}</Line>}
      {step.approved_by && (
        <Line label={sm.approved()}>
          {step.approved_by} {step.approval_no}
        </Line>
      )}
    </>
  );
}

/** What was mended: the old value, the new one, why, who, with which paper. */
export function Corrections({ items, fields }: { items: Correction[]; fields: Record<string, string> }) {
  if (!items.length) return null;
  return (
    <ul class="case-corrections">
      {items.map((item) => (
        <li key={item.id}>
          <b>{sm.corrected()}</b>{" "}
          {sm.correctedLine(fields[item.field] ?? item.field, item.old_value ?? sm.blank(), item.new_value)}
          <span class="quiet">
            {" "}
            · {item.reason} · {sm.correctedBy(item.actor_name, formatDate(item.corrected_on))}
          </span>
          <EvidenceList files={item.evidence} />
          {item.findings.length > 0 && <FindingsList findings={item.findings} />}
        </li>
      ))}
    </ul>
  );
}
