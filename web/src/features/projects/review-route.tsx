import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatNumber } from "../../locale/number";
import { Button, IconButton } from "../../ui/button";
import { toast } from "../../ui/toast";
import { TextArea } from "./form-dialog";
import { ms } from "./messages";
import { asked, openProject, send } from "./projects.state";
import { rm } from "./review-messages";
import type { Review, Stop } from "./types";

interface Props {
  review: Review;
  /** Until it is closed. */
  mayOrder: boolean;
  /** Once it was held. */
  mayComment: boolean;
}

/** The stops in the order of the visit, each with its comment. */
export function ReviewRoute({ review, mayOrder, mayComment }: Props) {
  const order = review.stops.map(({ project_id }) => project_id);
  const swap = async (index: number, other: number) => {
    const route = [...order];
    const [one, two] = [route[index], route[other]];
    if (one === undefined || two === undefined) return;
    route[index] = two;
    route[other] = one;
    try {
      await send(api.put("/api/site-reviews/{review_id}/route", { path: { review_id: review.id }, body: { route } }));
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
  };
  return (
    <ol class="route">
      {review.stops.map((stop, index) => (
        <li key={stop.project_id} class="route-stop">
          <span class="route-no figure">{stop.stop_no}</span>
          <div class="route-body">
            <p class="route-line">
              <button type="button" class="text-button" onClick={() => openProject(stop.project_id)}>
                {stop.project_name_zh}
              </button>
              <span class="quiet">
                {stop.park_name_zh} · {term("projects.ProjectStage", stop.stage)}
                {stop.investment_yuan !== null && ` · ${formatNumber(stop.investment_yuan / 10_000)} ${ms.wan()}`}
              </span>
              {stop.plot_id !== null && (
                <IconButton
                  icon="target"
                  label={`${rm.showPlot()} ${stop.plot_no ?? ""}`}
                  onClick={() => {
                    openDesk("map");
                    goToPlot({ id: stop.plot_id as number });
                  }}
                />
              )}
              {mayOrder && (
                <>
                  <IconButton
                    icon="chevronUp"
                    label={rm.up()}
                    disabled={index === 0}
                    onClick={() => swap(index, index - 1)}
                  />
                  <IconButton
                    icon="chevronDown"
                    label={rm.down()}
                    disabled={index === order.length - 1}
                    onClick={() => swap(index, index + 1)}
                  />
                </>
              )}
              {mayComment && (
                <Button
                  onClick={() => {
                    asked.value = { kind: "review_problem", review, projectId: stop.project_id };
                  }}
                >
                  {rm.rectify()}
                </Button>
              )}
            </p>
            <Comment review={review} stop={stop} mayEdit={mayComment} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Comment({ review, stop, mayEdit }: { review: Review; stop: Stop; mayEdit: boolean }) {
  const [text, setText] = useState(stop.comment_zh);
  if (!mayEdit) return stop.comment_zh ? <p class="case-text">{stop.comment_zh}</p> : null;
  const save = async () => {
    try {
      await send(
        api.put("/api/site-reviews/{review_id}/stops/{project_id}/comment", {
          path: { review_id: review.id, project_id: stop.project_id },
          body: { comment_zh: text },
        }),
      );
      toast(rm.commented());
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
  };
  return (
    <div class="route-comment">
      <TextArea label={rm.comment()} value={text} onValue={setText} rows={2} />
      {text !== stop.comment_zh && <Button onClick={save}>{rm.saveComment()}</Button>}
    </div>
  );
}
