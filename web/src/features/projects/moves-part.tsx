import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate, formatInstant } from "../../locale/date";
import { Button } from "../../ui/button";
import { ms } from "./messages";
import { asked, doors } from "./projects.state";
import type { Move, ProjectSheet } from "./types";

/** Every move with its day, evidence and hand, and the steps that are open now. */
export function MovesPart({ project }: { project: ProjectSheet }) {
  const mayEdit = can("project:edit") && !isHistory.value;
  const live = project.moves.filter((move) => move.taken_back_at === null);
  const last = live.at(-1);
  const isDoor = (stage: string) => (doors as readonly string[]).includes(stage);
  const onward = project.open_steps.filter(({ stage }) => !isDoor(stage));
  const off = project.open_steps.filter(({ stage }) => isDoor(stage));
  const go = (stage: string) => () => {
    asked.value = { kind: "move", sheet: project, stage };
  };
  return (
    <>
      <ol class="moves">
        {project.moves.map((move) => (
          <OneMove key={move.id} move={move} />
        ))}
      </ol>
      {mayEdit && (
        <div class="moves-next">
          {onward.map(({ stage }) => (
            <Button key={stage} kind="primary" icon="nextView" onClick={go(stage)}>
              {project.stage === "paused"
                ? ms.resume(term("projects.ProjectStage", stage))
                : ms.moveTo(term("projects.ProjectStage", stage))}
            </Button>
          ))}
          {off.map(({ stage }) => (
            <Button key={stage} onClick={go(stage)}>
              {term("projects.ProjectStage", stage)}
            </Button>
          ))}
          {last && live.length > 1 && (
            <Button
              kind="quiet"
              icon="back"
              onClick={() => {
                asked.value = { kind: "take_back", sheet: project, moveId: last.id };
              }}
            >
              {ms.takeBack()}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function OneMove({ move }: { move: Move }) {
  const gone = move.taken_back_at !== null;
  return (
    <li class={`move ${gone ? "move-gone" : ""}`}>
      <p class="move-head">
        <strong>{term("projects.ProjectStage", move.stage)}</strong>
        <time class="figure" dateTime={move.moved_on}>
          {formatDate(move.moved_on)}
        </time>
        <span class="quiet" title={formatInstant(move.recorded_at)}>
          {move.actor_name}
        </span>
      </p>
      {move.reason && <p class="quiet">{move.reason}</p>}
      {move.evidence.length > 0 && <EvidenceList files={move.evidence} />}
      {gone && <p class="move-note">{ms.takenBack(move.taken_back_by ?? "", move.taken_back_reason ?? "")}</p>}
    </li>
  );
}
