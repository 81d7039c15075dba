import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { FormDialog, TextArea } from "./form-dialog";
import { ms } from "./messages";
import { send } from "./projects.state";
import type { ProjectSheet } from "./types";

/** Take a project to another stage: the actual day, what proves it, why. */
export function MoveForm({ project, stage }: { project: ProjectSheet; stage: string }) {
  const [movedOn, setMovedOn] = useState(shownDate.value ?? "");
  const [reason, setReason] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const step = project.open_steps.find((open) => open.stage === stage);
  const word = term("projects.ProjectStage", stage);
  const blocked = step?.needs_plot === true && project.plot_id === null;
  return (
    <FormDialog
      title={project.stage === "paused" && stage === project.paused_in ? ms.resume(word) : ms.moveTo(word)}
      submit={word}
      done={ms.moved()}
      ready={
        !blocked &&
        movedOn !== "" &&
        (!step?.needs_evidence || files.length > 0) &&
        (!step?.needs_reason || reason.trim() !== "")
      }
      onSubmit={() =>
        send(
          api.post("/api/projects/{project_id}/moves", {
            path: { project_id: project.id },
            body: {
              stage,
              moved_on: movedOn,
              reason: reason.trim(),
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      {blocked && <Note tone="warning">{ms.needsPlot()}</Note>}
      <TextField
        label={ms.movedOn()}
        type="date"
        value={movedOn}
        min={project.stage_since}
        max={shownDate.value ?? undefined}
        onValue={setMovedOn}
        required
      />
      <TextArea label={ms.reason()} value={reason} onValue={setReason} required={step?.needs_reason === true} />
      <EvidenceField
        label={ms.proof()}
        files={files}
        onFiles={setFiles}
        parkCode={project.park_code}
        required={step?.needs_evidence === true}
      />
    </FormDialog>
  );
}

/** Say that the last move was recorded by mistake. */
export function TakeBackForm({ project, moveId }: { project: ProjectSheet; moveId: number }) {
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={ms.takeBack()}
      submit={ms.takeBack()}
      done={ms.done()}
      ready={reason.trim().length >= 2}
      onSubmit={() =>
        send(
          api.post("/api/projects/{project_id}/moves/{move_id}/taking-back", {
            path: { project_id: project.id, move_id: moveId },
            body: { reason: reason.trim() },
          }),
        )
      }
    >
      <p>{ms.takeBackText()}</p>
      <TextArea label={ms.reason()} value={reason} onValue={setReason} required />
    </FormDialog>
  );
}
