import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { shownDate } from "../../app/zone";
import { TextField } from "../../ui/field";
import { FormDialog, TextArea } from "./form-dialog";
import { lm } from "./letter-messages";
import { send } from "./projects.state";
import { rm } from "./review-messages";
import type { Review } from "./types";

/** What a review found to be rectified goes on the problem list of the project. */
export function ReviewProblemForm({ review, projectId }: { review: Review; projectId: number }) {
  const [title, setTitle] = useState("");
  const [detail, setDetail] = useState("");
  const stop = review.stops.find(({ project_id }) => project_id === projectId);
  return (
    <FormDialog
      title={`${rm.rectify()} · ${stop?.project_name_zh ?? ""}`}
      submit={rm.rectify()}
      done={lm.raised()}
      ready={title.trim() !== ""}
      onSubmit={() =>
        send(
          api.post("/api/projects/{project_id}/problems", {
            path: { project_id: projectId },
            body: {
              source: "review",
              review_id: review.id,
              title_zh: title.trim(),
              detail_zh: detail.trim(),
              raised_on: shownDate.value!,
            },
          }),
        )
      }
    >
      <TextField label={rm.rectifyTitle()} value={title} onValue={setTitle} maxLength={200} required />
      <TextArea label={lm.detail()} value={detail} onValue={setDetail} />
    </FormDialog>
  );
}
