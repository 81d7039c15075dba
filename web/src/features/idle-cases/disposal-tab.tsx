import { sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Icon } from "../../ui/icon";
import { Note } from "../../ui/states";
import { asked, cost, mayEdit } from "./cases.state";
import { sm } from "./sheet-messages";
import type { CaseSheet, MeasureOption } from "./types";

/** Which ways are open and why the others are not; the fee with its arithmetic; creditors; what idling costs. */
export function DisposalTab({ sheet }: { sheet: CaseSheet }) {
  return (
    <div class="case-columns">
      <section class="page-card case-part">
        <h4>{sm.measure()}</h4>
        <p class="quiet">{sm.measuresNote()}</p>
        <ul class="case-measures">
          {sheet.measures.map((option) => (
            <li key={option.measure}>
              <MeasureLine option={option} />
            </li>
          ))}
        </ul>
      </section>
      <div class="case-stack">
        <FeePart sheet={sheet} />
        <CreditorPart sheet={sheet} />
        <CostPart />
      </div>
    </div>
  );
}

/** One way: open or closed, and each reason why. */
export function MeasureLine({ option }: { option: MeasureOption }) {
  return (
    <div class={`case-measure ${option.is_open ? "" : "is-closed"}`}>
      <p>
        <Icon name={option.is_open ? "check" : "ban"} size={14} /> <b>{term("idle_cases.Measure", option.measure)}</b>{" "}
        <Badge tone={option.is_open ? "success" : "neutral"}>{option.is_open ? sm.open() : sm.closedWay()}</Badge>
      </p>
      {option.findings.map((finding) => (
        <p key={finding.code} class="quiet">
          {inLanguage(finding.message_zh, finding.message_en)}
          {finding.fix_zh} {finding.basis && <span>（{finding.basis}）</span>}
        </p>
      ))}
    </div>
  );
}

function FeePart({ sheet }: { sheet: CaseSheet }) {
  const fee = sheet.fee;
  return (
    <section class="page-card case-part">
      <h4>{sm.feeSheet()}</h4>
      {fee === null && <p class="quiet">{sm.feeUnknown()}</p>}
      {fee?.refusal && (
        <Note tone="info">
          {inLanguage(fee.refusal.message_zh, fee.refusal.message_en)}
          {fee.refusal.fix_zh} {fee.refusal.basis && `（${fee.refusal.basis}）`}
        </Note>
      )}
      {fee && (
        <dl class="case-facts">
          {fee.amount_zh && (
            <>
              <dt>{sm.amount()}</dt>
              <dd>
                <b class="case-fee figure">{fee.amount_zh}</b>
              </dd>
              <dt>{sm.feeFormula()}</dt>
              <dd class="figure">{fee.arithmetic}</dd>
            </>
          )}
          <dt>{sm.feePrice()}</dt>
          <dd>
            {fee.price_yuan === null ? sm.unknown() : formatYuan(Number(fee.price_yuan))}{" "}
            <span class="quiet">{fee.price_source}</span>
          </dd>
          <dt>{sm.feeShare()}</dt>
          <dd class="figure">{fee.land_share}</dd>
          <dt>{sm.feeBasis()}</dt>
          <dd>
            {fee.basis} {!fee.confirmed && <Badge tone="warning">{sm.unconfirmed()}</Badge>}
          </dd>
          {sheet.decided_amount_yuan !== null && (
            <>
              <dt>{sm.decidedAmount()}</dt>
              <dd>{formatYuan(Number(sheet.decided_amount_yuan))}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}

function CreditorPart({ sheet }: { sheet: CaseSheet }) {
  return (
    <section class="page-card case-part">
      <h4>{sm.creditors()}</h4>
      {sheet.creditors.length === 0 && <p class="quiet">{sm.noCreditors()}</p>}
      <ul class="case-lines">
        {sheet.creditors.map((creditor) => (
          <li key={creditor.encumbrance_id}>
            <b>{creditor.holder_name}</b> <span class="quiet">{creditor.certificate_no}</span>{" "}
            {creditor.amount_yuan !== null && formatYuan(Number(creditor.amount_yuan))}
            <p>
              {creditor.notified_on ? (
                sm.notified(formatDate(creditor.notified_on))
              ) : (
                <Badge tone="warning">{sm.notNotified()}</Badge>
              )}{" "}
              {mayEdit.value && creditor.notified_on === null && sheet.is_open && (
                <Button
                  onClick={() => {
                    asked.value = { kind: "notice", sheet, encumbranceId: creditor.encumbrance_id };
                  }}
                >
                  {sm.recordNotice()}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function CostPart() {
  const found = cost.data.value;
  if (cost.error.value !== null) {
    return (
      <section class="page-card case-part">
        <h4>{sm.cost()}</h4>
        <p class="quiet">{sentenceOf(cost.error.value)}</p>
      </section>
    );
  }
  if (!found) return null;
  return (
    <section class="page-card case-part">
      <h4>{sm.cost()}</h4>
      <p>
        <b class="case-fee figure">{sm.costPerMonth(formatYuan(found.yuan_per_month))}</b>{" "}
        {!found.is_complete && <Badge tone="warning">{sm.costPartly()}</Badge>}
      </p>
      <dl class="case-facts">
        {found.parts.map((part) => (
          <CostLine key={part.term} part={part} />
        ))}
      </dl>
      <p class="quiet">{found.basis}</p>
    </section>
  );
}

function CostLine({ part }: { part: NonNullable<typeof cost.data.value>["parts"][number] }) {
  return (
    <>
      <dt>{inLanguage(part.label_zh, part.label_en)}</dt>
      <dd>
        <span class="figure">{part.yuan === null ? sm.unknown() : formatYuan(part.yuan)}</span>{" "}
        <span class="quiet">
          {part.formula_zh} {part.source_zh}
        </span>
      </dd>
    </>
  );
}
