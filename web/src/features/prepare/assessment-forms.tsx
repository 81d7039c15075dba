import { useState } from "preact/hooks";
import { api } from "../../api/client";
import type { Geometry } from "../../api/types";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { GroundField } from "../../app/ground-field";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { shiftDay } from "./days";
import { m } from "./messages";
import { openAssessment } from "./prepare.state";
import type { AssessmentSheet } from "./types";

interface Props {
  /** The assessment to be corrected or extended; null = a new one. */
  before: AssessmentSheet | null;
  onClose: () => void;
}

export function AssessmentForm({ before, onClose }: Props) {
  const today = zone.value?.today ?? "";
  const [entry, setEntry] = useState({
    kind: before?.kind ?? "environment",
    title: before?.title ?? "",
    document_no: before?.document_no ?? "",
    compiled_by: before?.compiled_by ?? "",
    approved_on: before?.approved_on ?? today,
    valid_from: before?.valid_from ?? today,
    last: before?.valid_to ? shiftDay(before.valid_to, -1) : "",
    remark: before?.remark ?? "",
    reason: "",
  });
  const [files, setFiles] = useState<EvidenceFile[]>(before?.evidence ?? []);
  const [ground, setGround] = useState<Geometry | null>(null);
  const set = (name: keyof typeof entry) => (value: string) => setEntry({ ...entry, [name]: value });
  const check = () => {
    if (entry.title.trim().length < 2) return `${m.title()}：${m.needTitleShort()}`;
    if (entry.document_no.trim().length < 2) return `${m.documentNo()}：${m.needTitleShort()}`;
    if (!entry.approved_on || !entry.valid_from) return m.needDay();
    if (entry.last && entry.last < entry.valid_from) return m.needOrder();
    if (!before && !ground) return m.needGround();
    return before && entry.reason.trim().length < 2 ? m.needReason() : null;
  };
  const send = async () => {
    const { last, reason, ...papers } = entry;
    const body = {
      ...papers,
      valid_to: last ? shiftDay(last, 1) : null,
      evidence_ids: files.map(({ id }) => id),
      geometry: ground,
    };
    const { id } = before
      ? await api.put("/api/assessments/{assessment_id}", {
          path: { assessment_id: before.id },
          body: { ...body, reason: reason.trim() },
        })
      : await api.post("/api/assessments", { body });
    openAssessment(id);
  };
  return (
    <FormFrame title={before ? m.correct() : m.newAssessment()} width={640} onClose={onClose} check={check} send={send}>
      <div class="prepare-pair">
        <SelectField
          label={m.kind()}
          value={entry.kind}
          options={termOptions("supply.AssessmentKind")}
          onValue={set("kind")}
        />
        <TextField
          label={m.documentNo()}
          value={entry.document_no}
          onValue={set("document_no")}
          maxLength={100}
          required
        />
      </div>
      <TextField label={m.title()} value={entry.title} onValue={set("title")} maxLength={200} required />
      <div class="prepare-pair">
        <TextField label={m.compiledBy()} value={entry.compiled_by} onValue={set("compiled_by")} maxLength={200} />
        <TextField label={m.approvedOn()} type="date" value={entry.approved_on} onValue={set("approved_on")} required />
      </div>
      <div class="prepare-pair">
        <TextField label={m.validFrom()} type="date" value={entry.valid_from} onValue={set("valid_from")} required />
        <TextField label={m.validLast()} type="date" value={entry.last} onValue={set("last")} hint={m.noEnd()} />
      </div>
      <GroundField path="/api/assessments/outline" label={m.ground()} onGround={setGround} stays={before !== null} />
      <EvidenceField files={files} onFiles={setFiles} parkCode={null} />
      <TextField label={m.remark()} value={entry.remark} onValue={set("remark")} maxLength={500} />
      {before && <TextField label={m.reason()} value={entry.reason} onValue={set("reason")} maxLength={500} required />}
    </FormFrame>
  );
}

export function WithdrawForm({ sheet, onClose }: { sheet: AssessmentSheet; onClose: () => void }) {
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={m.withdrawTitle(sheet.title)}
      text={m.withdrawText()}
      submit={m.withdraw()}
      onClose={onClose}
      check={() => (reason.trim().length < 2 ? m.needReason() : null)}
      send={async () => {
        await api.post("/api/assessments/{assessment_id}/withdrawal", {
          path: { assessment_id: sheet.id },
          body: { reason: reason.trim() },
        });
        openAssessment(null);
      }}
    >
      <TextField label={m.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}
