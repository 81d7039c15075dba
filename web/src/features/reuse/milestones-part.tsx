import { EvidenceList } from "../../app/evidence-field";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { MilestoneMark } from "./marks";
import { asked } from "./reuse.state";
import { ms } from "./sheet-messages";
import { Part } from "./sheet-part";
import type { Milestone, Sheet } from "./types";

/** Milestones with their clocks; a day that was moved keeps what had been late before. */
export function MilestonesPart({ sheet }: { sheet: Sheet }) {
  const mayEdit = can("reuse:edit") && !isHistory.value;
  return (
    <Part
      title={ms.milestones()}
      action={
        mayEdit &&
        sheet.is_open && (
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => {
              asked.value = { kind: "milestone", sheet };
            }}
          >
            {ms.addMilestone()}
          </Button>
        )
      }
    >
      {sheet.milestones.length === 0 && <p class="quiet">{ms.noMilestones()}</p>}
      <ul class="reuse-list">
        {sheet.milestones.map((milestone) => (
          <Line key={milestone.id} milestone={milestone} sheet={sheet} mayEdit={mayEdit} />
        ))}
      </ul>
    </Part>
  );
}

function Line({ milestone, sheet, mayEdit }: { milestone: Milestone; sheet: Sheet; mayEdit: boolean }) {
  const isOpen = ["open", "soon", "overdue"].includes(milestone.state);
  const { days_left: left, done_on: done } = milestone;
  const ask = (act: "move" | "done" | "drop") => () => {
    asked.value = { kind: "milestone_act", sheet, milestone, act };
  };
  const files = milestone.entries.flatMap(({ evidence }) => evidence);
  const told = milestone.entries.filter(({ reason }) => reason);
  return (
    <li>
      <p class="reuse-line">
        <strong>{milestone.title_zh}</strong>
        <MilestoneMark milestone={milestone} />
        <span class="figure">{formatDate(milestone.due_on)}</span>
        {isOpen && left !== null && (
          <span class={left < 0 ? "reuse-late figure" : "quiet figure"}>
            {left < 0 ? ms.lateBy(-left) : ms.daysLeft(left)}
          </span>
        )}
        {done && <span class="quiet figure">{ms.doneOn(formatDate(done))}</span>}
        {milestone.moves > 0 && <span class="quiet">{ms.moved(milestone.moves)}</span>}
        {milestone.late_days > 0 && (left === null || left >= 0) && (
          <span class="reuse-late">{ms.wasLate(milestone.late_days)}</span>
        )}
      </p>
      {told.map((entry) => (
        <p key={entry.sequence} class="quiet">
          {formatDate(entry.entered_on)} {entry.reason}
        </p>
      ))}
      {files.length > 0 && <EvidenceList files={files} />}
      {mayEdit && isOpen && (
        <p class="reuse-acts">
          <Button kind="quiet" icon="check" onClick={ask("done")}>
            {ms.done()}
          </Button>
          <Button kind="quiet" icon="clock" onClick={ask("move")}>
            {ms.move()}
          </Button>
          <Button kind="quiet" icon="close" onClick={ask("drop")}>
            {ms.drop()}
          </Button>
        </p>
      )}
    </li>
  );
}
