import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { isHistory, shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { confirmed } from "../../ui/dialog";
import { ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { ProblemList } from "./problem-list";
import { openReview, problems, reviewId, reviews, send } from "./projects.state";
import { rm } from "./review-messages";
import { ReviewRoute } from "./review-route";
import { ReviewState } from "./reviews-tab";
import { ScoreTable } from "./score-table";
import { Part } from "./sheet-page";
import type { Review } from "./types";

/** One on-site review: route, score sheet, ranking, comments, what is to be rectified. */
export function ReviewSheet() {
  const list = reviews.data.value;
  const error = reviews.error.value;
  const review = list?.find(({ id }) => id === reviewId.value);
  return (
    <div class="page projects-page">
      <div>
        <Button kind="quiet" icon="chevronLeft" onClick={() => openReview(null)}>
          {m.back()}
        </Button>
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={reviews.reload} />}
      {!list && error === null && <LoadingState />}
      {list && !review && <ErrorState text={rm.none()} />}
      {review && <Sheet review={review} />}
    </div>
  );
}

function Sheet({ review }: { review: Review }) {
  const mayEdit = can("supervision:edit") && !isHistory.value && review.closed_at === null;
  const isHeld = shownDate.value !== null && review.held_on <= shownDate.value;
  const missing = review.standings.reduce((sum, standing) => sum + standing.missing, 0);
  const close = async () => {
    if (!(await confirmed({ title: rm.close(), text: rm.closeText(), confirm: rm.close() }))) return;
    try {
      await send(api.post("/api/site-reviews/{review_id}/closing", { path: { review_id: review.id } }));
      toast(rm.closed());
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
  };
  return (
    <>
      <header class="page-head">
        <div>
          <h2>
            {review.round_zh} · {review.title_zh}
          </h2>
          <p class="sheet-line">
            <ReviewState review={review} />
            <span class="quiet">{formatDate(review.held_on)}</span>
            {review.host_zh && (
              <span class="quiet">
                {rm.host()} {review.host_zh}
              </span>
            )}
            {review.closed_at && (
              <span class="quiet">
                {rm.wasClosed(review.closed_by_name ?? "", formatDate(review.closed_at.slice(0, 10)))}
              </span>
            )}
          </p>
          {review.route_note_zh && <p class="quiet">{review.route_note_zh}</p>}
        </div>
        {mayEdit && isHeld && (
          <div class="page-tools">
            <Button
              kind="primary"
              icon="lock"
              disabled={missing > 0}
              title={missing > 0 ? rm.missing(missing) : undefined}
              onClick={close}
            >
              {rm.close()}
            </Button>
          </div>
        )}
      </header>
      <div class="sheet-columns">
        <div class="sheet-column">
          <Part title={rm.ranking()}>
            <Ranking review={review} isHeld={isHeld} />
          </Part>
        </div>
        <div class="sheet-column sheet-wide">
          <Part title={rm.route()}>
            <ReviewRoute review={review} mayOrder={mayEdit} mayComment={mayEdit && isHeld} />
          </Part>
          <Part title={rm.scoreSheet()}>
            <ScoreTable review={review} mayEdit={mayEdit && isHeld} />
          </Part>
          <Part title={rm.rectifications()}>
            <ProblemList list={problems.data.value} error={problems.error.value} retry={problems.reload} withProject />
          </Part>
        </div>
      </div>
    </>
  );
}

function Ranking({ review, isHeld }: { review: Review; isHeld: boolean }) {
  const nameOf = (id: number) => review.stops.find((stop) => stop.project_id === id)?.project_name_zh ?? "";
  return (
    <>
      <ol class="ranking">
        {review.standings.map((standing) => (
          <li key={standing.project_id} class="ranking-row">
            <span class="ranking-rank figure">{standing.rank ?? "—"}</span>
            <span class="ranking-name">{nameOf(standing.project_id)}</span>
            {standing.is_tied && <Badge>{rm.tied()}</Badge>}
            {isHeld && standing.missing > 0 && <Badge tone="warning">{rm.missing(standing.missing)}</Badge>}
            <strong class="figure">{standing.total === null ? "—" : formatNumber(standing.total, 2)}</strong>
          </li>
        ))}
      </ol>
      <details class="why">
        <summary>{m.why()}</summary>
        <p>{review.basis}</p>
      </details>
    </>
  );
}
