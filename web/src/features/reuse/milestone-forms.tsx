import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { closeAsked } from "./reuse.state";
import { mf, ms } from "./sheet-messages";
import type { Milestone, Sheet } from "./types";

export function MilestoneForm({ sheet }: { sheet: Sheet }) {
  const [kind, setKind] = useState("appraisal");
  const [title, setTitle] = useState("");
  const [due, setDue] = useState("");
  return (
    <FormFrame
      title={`${ms.addMilestone()} · ${sheet.reuse_no}`}
      check={() => (due ? null : mf.needDay())}
      send={() =>
        api.post("/api/reuse/{measure_id}/milestones", {
          path: { measure_id: sheet.id },
          body: { kind, title_zh: title.trim(), due_on: due },
        })
      }
      onClose={closeAsked}
    >
      <SelectField
        label={mf.milestoneKind()}
        value={kind}
        options={termOptions("reuse.ReuseMilestoneKind")}
        onValue={setKind}
      />
      <TextField label={mf.milestoneTitle()} value={title} onValue={setTitle} maxLength={200} />
      <TextField label={mf.dueOn()} type="date" value={due} onValue={setDue} required />
    </FormFrame>
  );
}

interface ActProps {
  sheet: Sheet;
  milestone: Milestone;
  act: "move" | "done" | "drop";
}

/** Reached with what proves it, moved with a reason, or dropped with one. */
export function MilestoneActForm({ sheet, milestone, act }: ActProps) {
  const [day, setDay] = useState(act === "done" ? (zone.value?.today ?? "") : "");
  const [reason, setReason] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  return (
    <FormFrame
      title={`${ms[act]()} · ${milestone.title_zh}`}
      submit={ms[act]()}
      check={() => {
        if (act !== "drop" && !day) return mf.needDay();
        if (act === "done" && files.length === 0) return mf.needProof();
        return act !== "done" && reason.trim().length < 2 ? mf.needReason() : null;
      }}
      send={() =>
        api.post("/api/reuse/milestones/{milestone_id}/entries", {
          path: { milestone_id: milestone.id },
          body: {
            act,
            due_on: act === "move" ? day : null,
            done_on: act === "done" ? day : null,
            reason: reason.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
      onClose={closeAsked}
    >
      {act !== "drop" && (
        <TextField
          label={act === "done" ? mf.doneOn() : mf.dueOn()}
          type="date"
          value={day}
          max={act === "done" ? zone.value?.today : undefined}
          onValue={setDay}
          required
        />
      )}
      <TextField label={ms.reason()} value={reason} onValue={setReason} maxLength={500} required={act !== "done"} />
      {act === "done" && (
        <EvidenceField label={mf.proof()} files={files} onFiles={setFiles} parkCode={sheet.park_code} required />
      )}
    </FormFrame>
  );
}
