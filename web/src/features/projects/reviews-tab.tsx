import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { isHistory, shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { asked, openReview, reviews } from "./projects.state";
import { rm } from "./review-messages";
import type { Review } from "./types";

/** Every on-site review, newest first. */
export function ReviewsTab() {
  const list = reviews.data.value;
  const error = reviews.error.value;
  return (
    <div class="projects-body">
      {can("supervision:edit") && !isHistory.value && (
        <div>
          <Button
            icon="plus"
            onClick={() => {
              asked.value = { kind: "review" };
            }}
          >
            {rm.newReview()}
          </Button>
        </div>
      )}
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={reviews.reload} />}
      {!list && error === null && <LoadingState />}
      {list?.length === 0 && (
        <EmptyState icon="star" title={rm.none()}>
          {rm.noneText()}
        </EmptyState>
      )}
      {list && list.length > 0 && (
        <ul class="cases">
          {list.map((review) => (
            <li key={review.id} class="case">
              <p class="case-head">
                <button type="button" class="text-button" onClick={() => openReview(review.id)}>
                  {review.round_zh} · {review.title_zh}
                </button>
                <ReviewState review={review} />
              </p>
              <p class="quiet">
                {formatDate(review.held_on)} · {rm.stops(review.stops.length)} · {rm.judgesCount(review.judges.length)}
                {review.host_zh && ` · ${rm.host()} ${review.host_zh}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function ReviewState({ review }: { review: Review }) {
  if (review.closed_at) return <Badge tone="success">{rm.closed()}</Badge>;
  const isComing = shownDate.value !== null && review.held_on > shownDate.value;
  return <Badge tone={isComing ? "info" : "warning"}>{isComing ? rm.coming() : rm.open()}</Badge>;
}
