import { sentenceOf } from "../../api/problem";
import { DocumentsOf } from "../../app/documents-of";
import { saveFile } from "../../app/save-file";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { figureWords } from "./cockpit.state";
import { m } from "./messages";
import { r } from "./report-messages";
import type { Report, Restated } from "./report-types";
import { explaining, report, restated, verified } from "./reports.state";

/** One frozen month: its figures, what they would be today, row by row, and its papers. */
export function ReportSheet() {
  const found = report.data.value;
  const error = report.error.value ?? restated.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={report.reload} />;
  if (!found) return <LoadingState />;
  const changes = restated.data.value ?? [];
  return (
    <article class="report-sheet">
      <header class="reports-head">
        <div>
          <h3>{r.monthOf(found.month)}</h3>
          <p class="quiet">{r.frozenAt(formatInstant(found.frozen_at), found.frozen_by_name)}</p>
        </div>
        <Button icon="download" onClick={() => download(found)}>
          {r.excel()}
        </Button>
      </header>
      <Fingerprint found={found} />
      <section>
        <h4 class="cockpit-title">{r.restated()}</h4>
        {restated.data.value === null ? <LoadingState /> : <Changes changes={changes} />}
      </section>
      <section>
        <h4 class="cockpit-title">{r.figures()}</h4>
        <Figures found={found} changes={changes} />
      </section>
      {can("document:read") && (
        <section>
          <h4 class="cockpit-title">{r.papers()}</h4>
          <DocumentsOf subject="monthly_report" subjectId={found.id} />
        </section>
      )}
    </article>
  );
}

function download(found: Report): void {
  saveFile(`/api/monthly-reports/${found.id}/workbook`).then(
    (name) => toast(name),
    (failure) => toast(sentenceOf(failure), "error"),
  );
}

function Fingerprint({ found }: { found: Report }) {
  const told = verified.data.value;
  if (!told) return null;
  const wrong = !told.is_intact ? r.broken() : !told.follows ? r.outOfLine() : null;
  return (
    <Note tone={wrong ? "error" : "success"}>
      {wrong ?? r.intact()} · {r.fingerprint()} <code class="report-hash">{found.sha256}</code>
    </Note>
  );
}

function Changes({ changes }: { changes: Restated[] }) {
  if (changes.length === 0) return <p class="quiet">{r.same()}</p>;
  return (
    <ul class="report-changes">
      {changes.map((one) => {
        const words = (value: number | null) =>
          value === null ? r.notCounted() : `${figureWords(one, value).text} ${figureWords(one, value).unit}`;
        return (
          <li key={one.id} class="page-card report-change">
            <div class="report-change-head">
              <strong>{inLanguage(one.label_zh, one.label_en)}</strong>
              <span class="figure">
                {words(one.frozen)} → {words(one.live)}
              </span>
              {can("report:freeze") && (
                <Button
                  kind="quiet"
                  icon="edit"
                  onClick={() => {
                    explaining.value = one;
                  }}
                >
                  {r.explain()}
                </Button>
              )}
            </div>
            {one.reasons.length === 0 ? (
              <p class="quiet">{r.noReason()}</p>
            ) : (
              one.reasons.map((said) => (
                <p key={said.recorded_at}>
                  {said.reason}
                  <span class="quiet">
                    {" "}
                    {said.recorded_by_name} {formatInstant(said.recorded_at)}
                  </span>
                </p>
              ))
            )}
            <details>
              <summary>{r.rowsChanged(one.changes.length)}</summary>
              <ul class="report-rows">
                {one.changes.map((change) => (
                  <li key={change.key}>
                    {change.name_zh || change.key}
                    <span class="figure">
                      {words(change.frozen)} → {words(change.live)}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        );
      })}
    </ul>
  );
}

function Figures({ found, changes }: { found: Report; changes: Restated[] }) {
  const shown = found.figures.filter((figure) => !figure.is_input);
  return (
    <div class="page-card page-scroll">
      <table class="page-table">
        <thead>
          <tr>
            <th scope="col">{m.figure()}</th>
            <th scope="col" class="list-number">
              {m.whole()}
            </th>
            <th scope="col" class="list-number">
              {r.now()}
            </th>
            {found.parks.map((park) => (
              <th key={park.code} scope="col" class="list-number" title={inLanguage(park.name_zh, park.name_en)}>
                {park.code}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((figure) => {
            const change = changes.find((one) => one.id === figure.id);
            const { text, unit } = figureWords(figure, figure.value);
            return (
              <tr key={figure.id} title={term("cockpit.FigureGroup", figure.group)}>
                <th scope="row">{inLanguage(figure.label_zh, figure.label_en)}</th>
                <td class="list-number figure">
                  {text} <span class="quiet">{unit}</span>
                </td>
                <td class="list-number figure">{change ? figureWords(figure, change.live).text : r.unchanged()}</td>
                {found.parks.map((park) => (
                  <td key={park.code} class="list-number figure">
                    {figureWords(figure, figure.by_park.find((one) => one.park_code === park.code)?.value ?? null).text}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
