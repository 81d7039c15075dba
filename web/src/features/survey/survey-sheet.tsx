import { sentenceOf } from "../../api/problem";
import { goToBbox } from "../../app/map-actions";
import { saveFile } from "../../app/save-file";
import { term } from "../../app/terms";
import { formatDate, formatInstant } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button, IconButton } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { Corrections } from "./corrections";
import { Decision } from "./decision";
import { m } from "./messages";
import { MissingPlots } from "./missing-plots";
import { formatBytes, isOpen } from "./preview";
import { Questions } from "./questions";
import { ReadingView } from "./reading";
import { stateTone } from "./state-tone";
import { actionFilter, closeSurvey, issueFilter, openTable, survey, surveyId } from "./survey.state";
import type { Action, Severity, Survey } from "./types";

/** One survey: what was found, what is asked, how it was read, and the decision. */
export function SurveySheet() {
  const data = survey.data.value;
  const error = survey.error.value;
  const current = data && data.id === surveyId.value ? data : null;
  return (
    <div class="survey">
      <div class="survey-back">
        <Button kind="quiet" icon="chevronLeft" onClick={closeSurvey}>
          {m.back()}
        </Button>
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={survey.reload} />}
      {!current && error === null && <LoadingState label={m.loading()} />}
      {current && (
        <>
          <Head survey={current} />
          {current.questions.length > 0 && isOpen(current.state) && (
            <Questions key={`${current.id}-${current.checked_at}`} survey={current} />
          )}
          <Result survey={current} />
          <Decision survey={current} />
          <ReadingView survey={current} />
        </>
      )}
    </div>
  );
}

function Head({ survey: one }: { survey: Survey }) {
  const save = (path: string) =>
    saveFile(`/api/surveys/${one.id}/${path}`)
      .then((name) => toast(m.saved(name)))
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  return (
    <header class="survey-head">
      <h3 class="survey-name">{one.file_name}</h3>
      <p class="survey-line-sub figure">
        {one.park_code} {one.park_name_zh} · {formatBytes(one.size_bytes)}
        <br />
        {m.received(formatInstant(one.received_at), one.received_by_name)}
        {one.decided_at && (
          <>
            <br />
            {m.decided(formatInstant(one.decided_at), one.decided_by_name ?? "")}
          </>
        )}
      </p>
      <div class="survey-head-row">
        <Badge tone={stateTone(one.state)}>{term("land.SurveyState", one.state)}</Badge>
        <span class="survey-head-tools">
          <IconButton icon="download" label={m.original()} onClick={() => save("original")} />
          <IconButton icon="document" label={m.issuesCsv()} onClick={() => save("issues.csv")} />
        </span>
      </div>
      {one.state === "rejected" && one.reason && <Note tone="warning">{m.rejectedNote(one.reason)}</Note>}
      {one.accepted_count > 0 && one.valid_from && (
        <Note tone="success">{m.acceptedNote(formatDate(one.valid_from), formatNumber(one.accepted_count))}</Note>
      )}
    </header>
  );
}

const actions: Action[] = ["new", "revise", "unchanged", "blocked"];
const severities: Severity[] = ["error", "warning", "info"];

/** How many rows go which way, and how many findings of each weight; each figure leads to its list. */
function Result({ survey: one }: { survey: Survey }) {
  const { bbox } = one;
  return (
    <section class="survey-section">
      <header class="survey-section-head">
        <h4>{m.result()}</h4>
        {bbox && (
          <Button kind="quiet" icon="target" onClick={() => goToBbox(bbox)}>
            {m.show()}
          </Button>
        )}
      </header>
      <div class="survey-counts">
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            class={`survey-count is-${action}`}
            onClick={() => {
              actionFilter.value = one.counts[action] ? action : "";
              openTable("rows");
            }}
          >
            <strong class="figure">{formatNumber(one.counts[action] ?? 0)}</strong>
            {term("land.SurveyAction", action)}
          </button>
        ))}
      </div>
      <div class="survey-counts survey-severities">
        {severities.map((severity) => (
          <button
            key={severity}
            type="button"
            class={`survey-count is-${severity}`}
            onClick={() => {
              issueFilter.value = { severity: one.issue_counts[severity] ? severity : "", code: "" };
              openTable("issues");
            }}
          >
            <strong class="figure">{formatNumber(one.issue_counts[severity] ?? 0)}</strong>
            {m[severity]()}
          </button>
        ))}
      </div>
      <MissingPlots />
      <Corrections survey={one} />
    </section>
  );
}
