import { sentenceOf } from "../../api/problem";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { ErrorState } from "../../ui/states";
import type { MatchAnswer } from "../match-answer";
import { SavedNotice, SaveSearch } from "../save-search";
import { Skeleton } from "../skeleton";
import { matched, pageSize, showMore, takeRequirement } from "../state";
import { CandidateCard } from "./candidate-card";
import { w } from "./messages";

/** What giving way would bring: each button asks the requirement that the server counted. */
function Relaxations({ answer }: { answer: MatchAnswer }) {
  if (answer.relaxations.length === 0) return null;
  return (
    <section class="relaxations" aria-labelledby="relax-title">
      <h3 id="relax-title">{w.relax()}</h3>
      <p class="quiet">{w.relaxWhy()}</p>
      <ul>
        {answer.relaxations.map((item) => (
          <li key={`${item.criterion}-${item.how}-${item.gain}`}>
            <Button
              kind={answer.total === 0 ? "primary" : "plain"}
              class="relaxation"
              onClick={() => takeRequirement(item.requirement)}
            >
              {inLanguage(item.words_zh, item.words_en)}
              <span class="relaxation-total">{w.total(item.total)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Excluded({ answer }: { answer: MatchAnswer }) {
  const told = answer.excluded.filter((item) => item.count > 0);
  if (told.length === 0) return null;
  return (
    <details class="excluded">
      <summary>{w.excluded()}</summary>
      <ul>
        {told.map((item) => (
          <li key={item.criterion}>
            {w.excludedLine(inLanguage(item.label_zh, item.label_en), item.count, item.alone)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The ranking of sites for a project. */
export function MatchResults() {
  const answer = matched.data.value;
  if (matched.error.value && (!answer || !matched.loading.value))
    return (
      <section id="list" class="results" tabIndex={-1}>
        <ErrorState text={sentenceOf(matched.error.value)} onRetry={() => matched.reload()} />
      </section>
    );
  if (!answer)
    return (
      <section id="list" class="results" tabIndex={-1}>
        <Skeleton />
      </section>
    );
  if (answer.weights.length === 0)
    return (
      <section id="list" class="results match-results" tabIndex={-1}>
        <SavedNotice />
        <div class="nothing match-unasked">
          <Icon name="search" size={28} class="nothing-icon" />
          <h2>{w.unasked()}</h2>
          <p>{w.unaskedWhy(answer.published)}</p>
        </div>
      </section>
    );
  const left = answer.total - answer.items.length;
  return (
    <section id="list" class={`results match-results ${matched.loading.value ? "is-asking" : ""}`} tabIndex={-1}>
      <SavedNotice />
      <div class="results-head">
        <p class="results-count match-count" aria-live="polite">
          <strong>{w.ranked(answer.total, answer.published)}</strong>
        </p>
        <div class="results-tools">
          <SaveSearch />
        </div>
      </div>
      {answer.total === 0 && (
        <div class="nothing">
          <Icon name="search" size={28} class="nothing-icon" />
          <h2>{w.nothing()}</h2>
          <p>{w.nothingWhy()}</p>
        </div>
      )}
      {answer.total < 5 && <Relaxations answer={answer} />}
      <ul class="candidates">
        {answer.items.map((candidate) => (
          <CandidateCard
            key={candidate.sites.map((site) => site.id).join("+")}
            candidate={candidate}
            today={answer.as_of}
          />
        ))}
      </ul>
      {left > 0 && answer.items.length < 100 && (
        <Button class="more-cards" busy={matched.loading.value} onClick={showMore}>
          {w.more(Math.min(pageSize, left))}
        </Button>
      )}
      {answer.alternatives.length > 0 && (
        <section class="alternatives" aria-labelledby="alternatives-title">
          <h3 id="alternatives-title">{w.alternatives()}</h3>
          <ul class="candidates">
            {answer.alternatives.map((candidate) => (
              <CandidateCard
                key={`${candidate.candidate}-${candidate.sites.map((site) => site.id).join("+")}`}
                candidate={candidate}
                today={answer.as_of}
              />
            ))}
          </ul>
        </section>
      )}
      {answer.total >= 5 && <Relaxations answer={answer} />}
      <Excluded answer={answer} />
      <p class="quiet match-record">{w.record(answer.run, answer.algorithm)}</p>
    </section>
  );
}
