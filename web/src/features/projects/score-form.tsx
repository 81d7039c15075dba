import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { TextField } from "../../ui/field";
import { FormDialog, TextArea } from "./form-dialog";
import { m } from "./messages";
import { send } from "./projects.state";
import { rm } from "./review-messages";
import type { Review } from "./types";

/** One judge's sheet for one project; an empty field takes the score off. */
export function ScoreForm({ review, projectId, judgeNo }: { review: Review; projectId: number; judgeNo: number }) {
  const before = review.scores.filter((score) => score.project_id === projectId && score.judge_no === judgeNo);
  const [entries, setEntries] = useState<Record<number, string>>(() =>
    Object.fromEntries(before.map(({ item_no, score }) => [item_no, String(score)])),
  );
  const [remark, setRemark] = useState(before[0]?.remark_zh ?? "");
  const judge = review.judges.find(({ judge_no }) => judge_no === judgeNo);
  const stop = review.stops.find(({ project_id }) => project_id === projectId);
  const isFine = review.items.every(({ item_no, max_score }) => {
    const text = entries[item_no] ?? "";
    return text === "" || (Number(text) >= 0 && Number(text) <= max_score);
  });
  return (
    <FormDialog
      title={rm.scoreTitle(judge?.name_zh ?? "", stop?.project_name_zh ?? "")}
      submit={m.save()}
      done={rm.scored()}
      ready={isFine}
      onSubmit={() =>
        send(
          api.put("/api/site-reviews/{review_id}/stops/{project_id}/scores", {
            path: { review_id: review.id, project_id: projectId },
            body: {
              judge_no: judgeNo,
              scores: review.items.map(({ item_no }) => {
                const text = entries[item_no] ?? "";
                return { item_no, score: text === "" ? null : Number(text) };
              }),
              remark_zh: remark,
            },
          }),
        )
      }
    >
      {review.items.map((item) => (
        <TextField
          key={item.item_no}
          label={item.name_zh}
          type="number"
          min={0}
          max={item.max_score}
          step={0.1}
          unit={rm.of(item.max_score)}
          value={entries[item.item_no] ?? ""}
          onValue={(value) => setEntries({ ...entries, [item.item_no]: value })}
        />
      ))}
      <TextArea label={rm.remark()} value={remark} onValue={setRemark} rows={2} />
    </FormDialog>
  );
}
