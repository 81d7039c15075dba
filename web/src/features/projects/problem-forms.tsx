import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { termOptions } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { FormDialog, TextArea } from "./form-dialog";
import { lm } from "./letter-messages";
import { send } from "./projects.state";
import type { Issue, ProjectSheet } from "./types";

/** Put a problem of a project on the list. */
export function ProblemForm({ project }: { project: ProjectSheet }) {
  const [title, setTitle] = useState("");
  const [detail, setDetail] = useState("");
  const [source, setSource] = useState("dispatch");
  const [raisedOn, setRaisedOn] = useState(shownDate.value ?? "");
  return (
    <FormDialog
      title={lm.newProblem()}
      submit={lm.newProblem()}
      done={lm.raised()}
      ready={title.trim() !== "" && raisedOn !== ""}
      onSubmit={() =>
        send(
          api.post("/api/projects/{project_id}/problems", {
            path: { project_id: project.id },
            body: {
              title_zh: title.trim(),
              detail_zh: detail.trim(),
              source,
              raised_on: raisedOn,
            },
          }),
        )
      }
    >
      <TextField label={lm.problemTitle()} value={title} onValue={setTitle} maxLength={200} required />
      <TextArea label={lm.detail()} value={detail} onValue={setDetail} />
      <SelectField
        label={lm.source()}
        value={source}
        // Those of a review are raised from its score sheet.
        options={termOptions("projects.ProblemSource").filter(({ value }) => value !== "review")}
        onValue={setSource}
      />
      <TextField
        label={lm.raisedOn()}
        type="date"
        value={raisedOn}
        max={shownDate.value ?? undefined}
        onValue={setRaisedOn}
        required
      />
    </FormDialog>
  );
}

/** Assign a problem, record what was done, send it back or settle it. */
export function ProblemStepForm({ problem, state }: { problem: Issue; state: string }) {
  const [doneOn, setDoneOn] = useState(shownDate.value ?? "");
  const [office, setOffice] = useState(problem.office_zh ?? "");
  const [dueOn, setDueOn] = useState("");
  const [content, setContent] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const isAssigning = state === "assigned";
  const needsWords = problem.state !== "raised";
  const submit = (lm as unknown as Record<string, () => string>)[state]?.() ?? state;
  return (
    <FormDialog
      title={`${problem.title_zh} · ${submit}`}
      submit={submit}
      done={lm.saved()}
      ready={
        doneOn !== "" &&
        (!needsWords || content.trim() !== "") &&
        (!isAssigning || (office.trim() !== "" && dueOn !== ""))
      }
      onSubmit={() =>
        send(
          api.post("/api/project-problems/{problem_id}/steps", {
            path: { problem_id: problem.id },
            body: {
              state,
              done_on: doneOn,
              office_zh: isAssigning ? office.trim() : "",
              due_on: isAssigning ? dueOn : null,
              content_zh: content.trim(),
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <TextField
        label={lm.doneOn()}
        type="date"
        value={doneOn}
        min={problem.state_on}
        max={shownDate.value ?? undefined}
        onValue={setDoneOn}
        required
      />
      {isAssigning && (
        <>
          <TextField label={lm.office()} value={office} onValue={setOffice} maxLength={200} required />
          <TextField label={lm.until()} type="date" value={dueOn} min={doneOn} onValue={setDueOn} required />
        </>
      )}
      <TextArea label={lm.words()} value={content} onValue={setContent} required={needsWords} />
      <EvidenceField files={files} onFiles={setFiles} parkCode={problem.park_code} />
    </FormDialog>
  );
}
