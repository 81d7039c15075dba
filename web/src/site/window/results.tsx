import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { formatDate } from "../../locale/date";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Select } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "../messages";
import { NothingFound } from "../nothing-found";
import { SavedNotice, SaveSearch } from "../save-search";
import { Skeleton } from "../skeleton";
import { asOf, canShowMore, found, pageSize, selectedId, setSort, showMore, sort } from "../state";
import { StrangersNotice } from "../strangers-notice";
import type { SiteList } from "../types";
import { choiceLabel } from "../words";
import { SiteCard } from "./site-card";

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    toast(m.copied());
  } catch {
    toast(m.copyFailed(), "warning");
  }
}

function ResultsHead({ answer }: { answer: SiteList }) {
  const limited = answer.total < answer.published;
  return (
    <div class="results-head">
      <p class="results-count" aria-live="polite">
        <strong>{m.count(answer.total)}</strong>
        {answer.total > 0 && <span>{m.totalArea(formatArea(answer.total_area_m2, "mu"))}</span>}
        {limited && <span class="quiet">{m.ofPublished(answer.published)}</span>}
      </p>
      <div class="results-tools">
        <Select
          label={m.sort()}
          value={sort.value}
          options={answer.facets.sort.map((choice) => ({ value: choice.value, label: choiceLabel(choice) }))}
          onValue={setSort}
        />
        <SaveSearch />
        <Button kind="quiet" icon="link" class="results-copy" title={m.copyLink()} onClick={copyLink}>
          <span class="results-copy-word">{m.copyLink()}</span>
        </Button>
      </div>
    </div>
  );
}

function PastNotice() {
  if (asOf.value === null) return null;
  return (
    <p class="past-notice">
      <Icon name="history" />
      {m.pastView(formatDate(asOf.value))}
      <button
        type="button"
        class="past-notice-back"
        onClick={() => {
          asOf.value = null;
        }}
      >
        {m.backToToday()}
      </button>
    </p>
  );
}

/** The list of sites that meet the wish. */
export function Results() {
  const answer = found.data.value;
  const chosen = selectedId.value;
  const cards = answer?.items.length ?? 0;
  useEffect(() => {
    // A site chosen on the map is brought into view; one chosen in the list is in view already.
    if (chosen !== null && cards > 0) document.getElementById(`site-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, cards]);
  if (found.error.value && (!answer || !found.loading.value))
    return (
      <section id="list" class="results" tabIndex={-1}>
        <ErrorState text={sentenceOf(found.error.value)} onRetry={() => found.reload()} />
      </section>
    );
  return (
    <section id="list" class={`results ${found.loading.value && answer ? "is-asking" : ""}`} tabIndex={-1}>
      <PastNotice />
      <StrangersNotice />
      <SavedNotice />
      {!answer && <Skeleton />}
      {answer && <ResultsHead answer={answer} />}
      {answer && answer.total === 0 && <NothingFound answer={answer} />}
      {answer && answer.items.length > 0 && (
        <ul class="cards">
          {answer.items.map((site) => (
            <SiteCard key={site.id} site={site} today={answer.as_of} />
          ))}
        </ul>
      )}
      {answer && canShowMore.value && (
        <Button class="more-cards" busy={found.loading.value} onClick={showMore}>
          {m.moreCards(Math.min(pageSize, answer.total - answer.items.length))}
        </Button>
      )}
      {answer && !canShowMore.value && answer.items.length < answer.total && (
        <p class="quiet too-many">{m.tooMany()}</p>
      )}
    </section>
  );
}
