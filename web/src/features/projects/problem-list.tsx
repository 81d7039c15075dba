import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { lm } from "./letter-messages";
import { asked, openProject, problemId } from "./projects.state";
import { StepList } from "./step-list";
import type { Issue } from "./types";

interface Props {
  list: Issue[] | null;
  error: unknown;
  retry: () => void;
  withProject?: boolean;
}

/** The problem list, what is open first. */
export function ProblemList({ list, error, retry, withProject = false }: Props) {
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={retry} />;
  if (!list) return <LoadingState />;
  if (list.length === 0) {
    return (
      <EmptyState icon="check" title={lm.noProblems()}>
        {lm.noProblemsText()}
      </EmptyState>
    );
  }
  return (
    <ul class="cases">
      {list.map((problem) => (
        <OneProblem key={problem.id} problem={problem} withProject={withProject} />
      ))}
    </ul>
  );
}

function OneProblem({ problem, withProject }: { problem: Issue; withProject: boolean }) {
  const mayEdit = can("supervision:edit") && !isHistory.value;
  const { state, is_overdue, due_on, office_zh } = problem;
  return (
    <li class={`case ${is_overdue ? "case-late" : ""}`}>
      <details open={problemId.value === problem.id}>
        <summary class="case-head">
          <strong>{problem.title_zh}</strong>
          {withProject && <span class="quiet">{problem.project_name_zh}</span>}
          <span class="page-badges case-standing">
            <Badge tone={is_overdue ? "danger" : state === "closed" ? "success" : "neutral"}>
              {term("projects.ProblemState", state)}
            </Badge>
            {state === "assigned" && due_on && (
              <Badge tone={is_overdue ? "danger" : "neutral"}>
                {office_zh} · {lm.until()} {formatDate(due_on)}
              </Badge>
            )}
          </span>
        </summary>
        {withProject && (
          <p>
            <button type="button" class="text-button" onClick={() => openProject(problem.project_id)}>
              {problem.project_no} {problem.project_name_zh}
            </button>
            <span class="quiet"> {problem.park_name_zh}</span>
          </p>
        )}
        <p class="quiet">
          {term("projects.ProblemSource", problem.source)}
          {problem.review_round_zh && ` · ${problem.review_round_zh}`} · {formatDate(problem.raised_on)} ·{" "}
          {problem.raised_by_name}
        </p>
        {problem.detail_zh && <p class="case-text">{problem.detail_zh}</p>}
        <StepList steps={problem.steps} />
        {mayEdit && problem.open_steps.length > 0 && (
          <p class="case-actions">
            {[...problem.open_steps]
              .sort(
                (a, b) =>
                  Number(a === "assigned" && state !== "raised") - Number(b === "assigned" && state !== "raised"),
              )
              .map((next, index) => (
                <Button
                  key={next}
                  kind={index === 0 ? "primary" : "plain"}
                  onClick={() => {
                    asked.value = { kind: "problem_step", problem, state: next };
                  }}
                >
                  {(lm as unknown as Record<string, () => string>)[next]?.() ?? next}
                </Button>
              ))}
          </p>
        )}
      </details>
    </li>
  );
}
