import { sentenceOf } from "../../api/problem";
import { inLanguage } from "../../locale/language";
import { ErrorState, LoadingState } from "../../ui/states";
import { BookLinks } from "../kept/book-links";
import { v } from "../preview/messages";
import { takeover } from "../preview/preview.state";
import { SourceLine } from "./source-line";

/** What taking premises means: which paper, rent or price, term, deposit, what else is asked; what is not recorded says so. */
export function TakeoverSection({ id }: { id: number }) {
  const answer = takeover.data.value;
  const error = takeover.error.value;
  const ready = answer !== null && answer.id === id;
  return (
    <section class="sheet-section preview" id="preview" aria-busy={takeover.loading.value}>
      <h2>{v.takeoverTitle()}</h2>
      <p class="gloss">{v.takeoverIntro()}</p>
      {error !== null && !takeover.loading.value && (
        <ErrorState text={sentenceOf(error)} onRetry={() => takeover.reload()} />
      )}
      {error === null && !ready && <LoadingState label={v.loading()} />}
      {ready && (
        <div class="preview-part">
          <table class="sheet-table takeover-table" aria-label={v.takeoverTable()}>
            <thead class="visually-hidden">
              <tr>
                <th scope="col">{v.subject()}</th>
                <th scope="col">{v.recorded()}</th>
              </tr>
            </thead>
            <tbody>
              {answer.lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row">{inLanguage(line.label_zh, line.label_en)}</th>
                  <td class={line.is_stated ? "" : "quiet"}>{inLanguage(line.words_zh, line.words_en)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <SourceLine source={answer.source} since={answer.observed_on} today={answer.as_of} />
          <p class="source-line">{v.takeoverLegal()}</p>
        </div>
      )}
      <div class="preview-part no-print">
        <h3>{v.takeHome()}</h3>
        <BookLinks ids={[id]} />
      </div>
    </section>
  );
}
