import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { SelectField, TextField } from "../../ui/field";
import { FormDialog, TextArea } from "./form-dialog";
import { ms } from "./messages";
import { send } from "./projects.state";
import type { ProjectSheet } from "./types";

const days = [
  ["planned_start_on", ms.start],
  ["planned_completion_on", ms.completion],
  ["planned_production_on", ms.production],
  ["planned_attainment_on", ms.attainment],
] as const;

/** A further version of the planned days; the earlier ones stay in view. */
export function ScheduleForm({ project }: { project: ProjectSheet }) {
  const [entries, setEntries] = useState<Record<string, string>>(() =>
    Object.fromEntries(days.map(([name]) => [name, project[name] ?? ""])),
  );
  const [entry, setEntry] = useState(project.needs_entry === null ? "" : String(project.needs_entry));
  const [reason, setReason] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const isFirst = project.schedule_version === null;
  return (
    <FormDialog
      title={ms.newPlan()}
      submit={ms.newPlan()}
      done={ms.done()}
      ready={isFirst || reason.trim() !== ""}
      onSubmit={() =>
        send(
          api.post("/api/projects/{project_id}/schedules", {
            path: { project_id: project.id },
            body: {
              ...Object.fromEntries(days.map(([name]) => [name, entries[name] || null])),
              needs_entry: entry === "" ? null : entry === "true",
              reason: reason.trim(),
              evidence_ids: files.map(({ id }) => id),
            },
          }),
        )
      }
    >
      <div class="form-pairs">
        {days.map(([name, label]) => (
          <TextField
            key={name}
            label={`${ms.planned()} · ${label()}`}
            type="date"
            value={entries[name] ?? ""}
            onValue={(value) => setEntries({ ...entries, [name]: value })}
          />
        ))}
        <SelectField
          label={ms.needsEntry()}
          value={entry}
          placeholder={ms.unknown()}
          options={[
            { value: "true", label: ms.yes() },
            { value: "false", label: ms.no() },
          ]}
          onValue={setEntry}
        />
      </div>
      <TextArea label={ms.planReason()} value={reason} onValue={setReason} required={!isFirst} />
      <EvidenceField files={files} onFiles={setFiles} parkCode={project.park_code} />
    </FormDialog>
  );
}
