import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { asked } from "./projects.state";
import { rm } from "./review-messages";
import type { Review } from "./types";

/** Project × judge: each cell is a judge's total and opens the sheet behind it. */
export function ScoreTable({ review, mayEdit }: { review: Review; mayEdit: boolean }) {
  const totalOf = (projectId: number, judgeNo: number) => {
    const given = review.scores.filter((score) => score.project_id === projectId && score.judge_no === judgeNo);
    return given.length === review.items.length ? given.reduce((sum, { score }) => sum + score, 0) : null;
  };
  const title = review.items.map((item) => `${item.name_zh} ${rm.of(item.max_score)}`).join("，");
  return (
    <div class="page-scroll">
      <p class="quiet sheet-none">{title}</p>
      <table class="page-table">
        <thead>
          <tr>
            <th scope="col">{rm.stop()}</th>
            {review.judges.map((judge) => (
              <th key={judge.judge_no} scope="col" title={judge.office_zh}>
                {judge.name_zh}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {review.stops.map((stop) => (
            <tr key={stop.project_id}>
              <th scope="row">{stop.project_name_zh}</th>
              {review.judges.map((judge) => {
                const total = totalOf(stop.project_id, judge.judge_no);
                const shown = total === null ? "—" : formatNumber(total, 1);
                return (
                  <td key={judge.judge_no} class="figure">
                    {mayEdit ? (
                      <Button
                        kind="quiet"
                        aria-label={`${rm.scoreTitle(judge.name_zh, stop.project_name_zh)} ${shown}`}
                        onClick={() => {
                          asked.value = { kind: "scores", review, projectId: stop.project_id, judgeNo: judge.judge_no };
                        }}
                      >
                        {total === null ? rm.score() : shown}
                      </Button>
                    ) : (
                      shown
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
