import { DocumentsOf } from "../../app/documents-of";
import { EvidenceList } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { sheet as sheetData, showCase } from "./approvals.state";
import { c } from "./case-messages";
import { m } from "./messages";
import { Part } from "./part";
import type { CaseSheet } from "./types";

/** How it ended, or what still stands against ending it; and whether the result binds anybody. */
export function Result({ sheet }: { sheet: CaseSheet }) {
  return (
    <div class="approval-result">
      {sheet.needs.length > 0 && (
        <p>
          {c.needs()}：
          {sheet.needs.map((code) => (
            <Badge key={code} tone={sheet.needs_missing.includes(code) ? "warning" : "success"}>
              {inLanguage(sheet.needs_names[code]?.zh ?? code, sheet.needs_names[code]?.en)}
              {" · "}
              {sheet.needs_missing.includes(code) ? c.needsMissing() : c.needsOut()}
            </Badge>
          ))}
        </p>
      )}
      {sheet.outcome ? <Outcome sheet={sheet} /> : <Pending sheet={sheet} />}
    </div>
  );
}

function Outcome({ sheet }: { sheet: CaseSheet }) {
  return (
    <>
      <p>
        <strong>{term("approvals.ItemOutcome", sheet.outcome)}</strong>{" "}
        <span class="figure">{formatDate(sheet.finished_on)}</span> {sheet.result_no}
      </p>
      {sheet.outcome_reason && <p>{sheet.outcome_reason}</p>}
      {sheet.outcome === "granted" && (
        <p>
          {c.effect()}：
          {sheet.is_simulated && !sheet.effective_on ? (
            <Badge tone="warning">{sheet.has_effect ? c.effectFollows() : c.effectNone()}</Badge>
          ) : (
            <Badge tone="success">{c.effectSince(formatDate(sheet.effective_on ?? sheet.finished_on))}</Badge>
          )}{" "}
          {sheet.conversion_no && c.formalNo(sheet.conversion_no)}
        </p>
      )}
      {sheet.effect_findings.length > 0 && <FindingsList findings={sheet.effect_findings} />}
      {sheet.result_files.length > 0 && <EvidenceList files={sheet.result_files} />}
    </>
  );
}

function Pending({ sheet }: { sheet: CaseSheet }) {
  if (sheet.state === "planned" || sheet.state === "returned") return <p class="quiet">{c.openYet()}</p>;
  if (!sheet.issue_findings.length) return <Note tone="success">{c.nothingMissing()}</Note>;
  return (
    <>
      <p class="quiet">{c.before()}</p>
      <FindingsList findings={sheet.issue_findings} />
    </>
  );
}

export function Pauses({ sheet }: { sheet: CaseSheet }) {
  if (!sheet.suspensions.length) return <p class="quiet">{c.noPauses()}</p>;
  return (
    <ul class="approval-records">
      {sheet.suspensions.map((pause) => (
        <li key={pause.id}>
          <p>
            <strong>{term("approvals.SuspensionKind", pause.kind)}</strong>{" "}
            <span class="figure">
              {pause.resumed_on
                ? c.until(formatDate(pause.began_on), formatDate(pause.resumed_on))
                : c.stillOn(formatDate(pause.began_on))}
            </span>{" "}
            {!pause.is_excluded && <Badge tone="warning">{c.notExcluded()}</Badge>}
          </p>
          {pause.note && <p>{pause.note}</p>}
          <EvidenceList files={[...pause.files, ...pause.resumed_files]} />
        </li>
      ))}
    </ul>
  );
}

export function Extensions({ sheet }: { sheet: CaseSheet }) {
  if (!sheet.extensions.length) return <p class="quiet">{c.noExtensions()}</p>;
  const words = (days: number) => (sheet.definition.unit === "calendar" ? m.calendar(days) : m.working(days));
  return (
    <ul class="approval-records">
      {sheet.extensions.map((extension) => (
        <li key={extension.id}>
          <p>
            {c.extensionLine(words(extension.days), formatDate(extension.granted_on), extension.approved_by)}{" "}
            {!extension.counts && <Badge tone="warning">{c.afterDue()}</Badge>}
          </p>
          <p class="quiet">{extension.reason}</p>
          {extension.files.length > 0 && <EvidenceList files={extension.files} />}
          <DocumentsOf subject="case_extension" subjectId={extension.id} kinds={["extension_decision"]} />
        </li>
      ))}
    </ul>
  );
}

/** The promise and the notice of each tolerance, as issued. */
export function Papers({ sheet }: { sheet: CaseSheet }) {
  const tolerated = sheet.materials.filter(({ tolerance }) => tolerance !== null);
  if (!tolerated.length) return null;
  return (
    <Part title={c.papers()}>
      {tolerated.map(({ id, name_zh, tolerance }) => (
        <div key={id}>
          <p class="quiet">{name_zh}</p>
          {tolerance && (
            <DocumentsOf subject="material_tolerance" subjectId={tolerance.id} onChange={sheetData.reload} />
          )}
        </div>
      ))}
    </Part>
  );
}

export function Rounds({ sheet }: { sheet: CaseSheet }) {
  if (!sheet.rounds.length) return null;
  return (
    <Part title={c.rounds()}>
      <ul class="approval-records">
        {sheet.rounds.map((one) => (
          <li key={one.case_id}>
            <button type="button" class="approval-link" onClick={() => showCase(one.case_id)}>
              {c.roundLine(
                one.round,
                one.returned_on
                  ? `${term("approvals.CaseState", "returned")} ${formatDate(one.returned_on)}`
                  : one.outcome
                    ? term("approvals.ItemOutcome", one.outcome)
                    : c.openYet(),
              )}
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
