import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { colon } from "../../locale/punctuation";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { asked, mayEdit } from "./cases.state";
import { m } from "./messages";
import { sm } from "./sheet-messages";
import { Corrections } from "./steps-tab";
import type { CaseSheet, TraceLine } from "./types";

/** Why this land is held to be idle: every question the engine asked, its answer, source, arithmetic and rule. */
export function WhyTab({ sheet }: { sheet: CaseSheet }) {
  const said = sheet.identification;
  return (
    <div class="case-stack">
      <section class="page-card case-part">
        {said === null ? (
          <p class="quiet">{sm.noIdentification()}</p>
        ) : (
          <>
            <p>
              <b>{term("idle.IdleState", said.state)}</b> · {sm.identifiedOn(formatDate(said.as_of))} ·{" "}
              {term("idle.IdleDuty", said.next_duty.duty)}
              {said.next_duty.latest_on && ` · ${sm.latest(formatDate(said.next_duty.latest_on))}`}{" "}
              <span class="quiet">{said.next_duty.article}</span> {said.is_proposal && <Badge>{m.proposal()}</Badge>}
            </p>
            {said.missing.length > 0 && (
              <p>
                <Badge tone="warning">{sm.missing()}</Badge> {said.missing.join("、")}
              </p>
            )}
            <Trace lines={said.trace} />
          </>
        )}
      </section>
      <section class="page-card case-part">
        <p>
          {m.source()} {term("idle_cases.CaseSource", sheet.source)} · {formatDate(sheet.found_on)}
          {sheet.source_note && ` · ${sheet.source_note}`}{" "}
          {mayEdit.value && (
            <Button
              kind="quiet"
              onClick={() => {
                asked.value = { kind: "correct", sheet, target: "case" };
              }}
            >
              {sm.correctCase()}
            </Button>
          )}
        </p>
        <Corrections
          items={sheet.corrections.filter(({ target }) => target === "case")}
          fields={sheet.correctable.case ?? {}}
        />
      </section>
      <section class="page-card case-part">
        <h4>{sm.limits()}</h4>
        <ul class="case-lines">
          {sheet.limits.map((limit) => (
            <li key={limit.code}>
              <span title={limit.code}>{limit.basis}</span>
              {colon()}
              {formatNumber(limit.value)} {unit(limit.unit)}{" "}
              {!limit.confirmed && <Badge tone="warning">{sm.unconfirmed()}</Badge>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

const units: Record<string, [string, string]> = {
  days: ["日", "days"],
  workdays: ["工作日", "working days"],
  months: ["个月", "months"],
  years: ["年", "years"],
};
const unit = (name: string) => {
  const words = units[name];
  return words ? inLanguage(words[0], words[1]) : name;
};

function Trace({ lines }: { lines: TraceLine[] }) {
  return (
    <table class="page-table case-trace">
      <thead>
        <tr>
          <th scope="col">{sm.question()}</th>
          <th scope="col">{sm.answer()}</th>
          <th scope="col">{sm.rule()}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={`${line.question_en}-${index}`}>
            <td>{inLanguage(line.question_zh, line.question_en)}</td>
            <td>
              <b>{inLanguage(line.answer_zh, line.answer_en)}</b>
              {line.arithmetic_zh && (
                <div class="quiet figure">{inLanguage(line.arithmetic_zh, line.arithmetic_en ?? "")}</div>
              )}
              {line.source && <div class="quiet">{line.source}</div>}
            </td>
            <td>
              {line.rule && (
                <>
                  {line.rule.basis} <span class="quiet">{line.rule.value}</span>{" "}
                  {!line.rule.confirmed && <Badge tone="warning">{sm.unconfirmed()}</Badge>}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
