import { sentenceOf } from "../../api/problem";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { BookLinks } from "../kept/book-links";
import { Checks, Duties, Penalties, Said } from "./duties";
import { v } from "./messages";
import { PathPart } from "./path-part";
import { PlanForm } from "./plan-form";
import { preview, question } from "./preview.state";
import { Thresholds } from "./thresholds";

/** What taking this site means: thresholds, dates, payments, penalties, and the time from today to production. */
export function PreviewSection({ id, closed }: { id: number; closed: boolean }) {
  const answer = preview.data.value;
  const error = preview.error.value;
  const ready = answer !== null && answer.id === id;
  return (
    <section class="sheet-section preview" id="preview" aria-busy={preview.loading.value}>
      <h2>{v.title()}</h2>
      <p class="gloss">{v.intro()}</p>
      {closed && <Note tone="warning">{v.closed()}</Note>}
      <PlanForm />
      {error !== null && !preview.loading.value && (
        <ErrorState text={sentenceOf(error)} onRetry={() => preview.reload()} />
      )}
      {error === null && !ready && <LoadingState label={v.loading()} />}
      {ready && (
        <div class={preview.loading.value ? "is-asking" : ""}>
          <Said answer={answer} />
          <Thresholds answer={answer} />
          <Duties answer={answer} />
          <Checks answer={answer} />
          <Penalties answer={answer} />
          <PathPart paths={answer.paths} />
          <p class="source-line">{v.unconfirmedNote()}</p>
          <p class="source-line">{v.legal()}</p>
        </div>
      )}
      <div class="preview-part no-print">
        <h3>{v.takeHome()}</h3>
        <BookLinks ids={[id]} extra={question.value} />
      </div>
    </section>
  );
}
