import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { DocumentsOf } from "../../app/documents-of";
import { EvidenceList } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import { Fact, Facts } from "../../ui/facts";
import { FindingsList } from "../../ui/findings-list";
import { m } from "./messages";
import type { Check, ExplainedCommitment } from "./types";

const tones: Record<Check["verdict"], string> = { met: "kept", rectify: "rectifying", broken: "broken" };

/** Every check of an obligation, the last one first, with its figures, its evidence and its documents. */
export function CheckList({ item, withDocuments }: { item: ExplainedCommitment; withDocuments?: boolean }) {
  if (item.checks.length === 0) return <p class="quiet">{m.noChecks()}</p>;
  return (
    <ol class="promise-checks">
      {[...item.checks].reverse().map((check) => (
        <li key={check.id} class={`promise-check ${check.withdrawal ? "is-withdrawn" : ""}`}>
          <p class="promise-check-head">
            <b class={`promise-verdict is-${tones[check.verdict]}`}>{term("supply.CheckVerdict", check.verdict)}</b>
            <span class="figure">{formatDate(check.checked_on)}</span>
            <span class="quiet">{m.checkNo(check.sequence)}</span>
          </p>
          {check.withdrawal && (
            <p class="promise-withdrawn">
              {m.withdrawn(formatDate(check.withdrawal.withdrawn_on), check.withdrawal.decided_by)}：
              {check.withdrawal.reason}
            </p>
          )}
          <CheckFacts check={check} item={item} />
          <Evidence ids={check.evidence_ids} />
          {check.findings.length > 0 && <FindingsList findings={check.findings} />}
          {withDocuments && !check.withdrawal && (
            <details class="promise-papers">
              <summary>{m.openDocuments()}</summary>
              <DocumentsOf
                subject="commitment_check"
                subjectId={check.id}
                kinds={check.verdict === "rectify" ? ["check_record", "rectification_notice"] : ["check_record"]}
              />
            </details>
          )}
          <p class="promise-recorded quiet">{m.recordedBy(check.recorded_by_name, formatInstant(check.recorded_at))}</p>
        </li>
      ))}
    </ol>
  );
}

function CheckFacts({ check, item }: { check: Check; item: ExplainedCommitment }) {
  const { inputs } = check;
  return (
    <Facts>
      {check.done_on && <Fact label={item.indicator ? m.measuredOn() : m.doneOn()}>{formatDate(check.done_on)}</Fact>}
      {check.measured_zh && <Fact label={m.measured()}>{check.measured_zh}</Fact>}
      {inputs.formula_zh && (
        <Fact label={m.formula()}>
          {inLanguage(inputs.formula_zh, inputs.formula_en ?? inputs.formula_zh)}
          <Figures check={check} item={item} />
        </Fact>
      )}
      {check.rectify_by && <Fact label={m.rectifyBy()}>{formatDate(check.rectify_by)}</Fact>}
      {check.consequence && <Fact label={m.consequence()}>{check.consequence}</Fact>}
      {check.remark && <Fact label={m.remark()}>{check.remark}</Fact>}
      <Fact label={m.signedOffBy()}>{check.signed_off_by}</Fact>
      {check.reviewers.length > 0 && (
        <Fact label={m.reviewers()}>
          {check.reviewers.map((one) => (
            <span key={one.office} class="promise-reviewer">
              {term("supply.ReviewingOffice", one.office)} {one.name}
              {one.opinion && `：${one.opinion}`}
            </span>
          ))}
        </Fact>
      )}
    </Facts>
  );
}

/** The raw figures behind a measured value, in the words of their form. */
function Figures({ check, item }: { check: Check; item: ExplainedCommitment }) {
  const { figures = {}, answers = {}, storeys } = check.inputs;
  const written = item.figures.flatMap((figure) => {
    const label = inLanguage(figure.label_zh, figure.label_en);
    const value = figures[figure.name];
    const answer = answers[figure.name];
    if (figure.unit === "storeys" && storeys) {
      return storeys.map((one: { floor_area_m2: number; height_m: number }, index: number) => ({
        key: `storey-${index}`,
        text: `${m.storey(index + 1)}：${formatNumber(Number(one.floor_area_m2), 2)} ㎡，${one.height_m} m`,
      }));
    }
    if (answer !== undefined && answer !== null) {
      return [{ key: figure.name, text: `${label}：${answer ? m.yes() : m.no()}` }];
    }
    if (value === undefined || value === null) return [];
    const number = Number(value);
    const shown =
      figure.unit === "yuan"
        ? formatYuan(number)
        : `${formatNumber(number, 2)} ${term("supply.FigureUnit", figure.unit)}`;
    return [{ key: figure.name, text: `${label}：${shown}` }];
  });
  if (written.length === 0) return null;
  return (
    <ul class="promise-figures">
      {written.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  );
}

/** The files that a check or a waiver rests on. */
export function Evidence({ ids }: { ids: readonly number[] }) {
  const asked = ids.join(",");
  const files = useMemo(
    () =>
      resource(
        () => asked || null,
        (wanted, signal) => api.get("/api/evidence", { query: { ids: wanted }, signal }),
      ),
    [asked],
  );
  useEffect(() => files.dispose, [files]);
  return files.data.value ? <EvidenceList files={files.data.value} /> : null;
}
