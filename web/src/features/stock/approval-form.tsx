import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client";
import type { Geometry } from "../../api/types";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { GroundField } from "../../app/ground-field";
import { termOptions } from "../../app/terms";
import { SelectField, TextField } from "../../ui/field";
import { f } from "./form-messages";
import { closeDialog } from "./stock.state";
import type { Approval } from "./types";

/** An approval to convert: what the paper says, its ground from a file, the paper itself. */
export function ApprovalForm({ before }: { before: Approval | null }) {
  const [entry, setEntry] = useState({
    kind: before?.kind ?? "batch",
    approval_no: before?.approval_no ?? "",
    title: before?.title ?? "",
    authority: before?.authority ?? "",
    approved_on: before?.approved_on ?? "",
    valid_to: before?.valid_to ?? "",
    area_m2: before ? String(before.area_m2) : "",
    remark: before?.remark ?? "",
    reason: "",
  });
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const [ground, setGround] = useState<Geometry | null>(null);
  // a correction keeps the files that prove it
  useEffect(() => {
    if (!before) return;
    api
      .get("/api/conversion-approvals/{approval_id}", { path: { approval_id: before.id } })
      .then(({ evidence }) => setFiles(evidence))
      .catch(() => undefined);
  }, [before?.id]);
  const set = (name: keyof typeof entry) => (value: string) => setEntry({ ...entry, [name]: value });
  const check = () => {
    const short = entry.approval_no.trim().length < 2 || entry.title.trim().length < 2;
    if (short || !entry.approved_on || !(Number(entry.area_m2) > 0)) return f.needPaper();
    if (!before && !ground) return f.needGround();
    return before && entry.reason.trim().length < 2 ? f.needReason() : null;
  };
  const send = () => {
    const { reason, ...papers } = entry;
    const body = {
      ...papers,
      valid_to: entry.valid_to || null,
      geometry: ground,
      evidence_ids: files.map(({ id }) => id),
    };
    return before
      ? api.put("/api/conversion-approvals/{approval_id}", {
          path: { approval_id: before.id },
          body: { ...body, reason: reason.trim() },
        })
      : api.post("/api/conversion-approvals", { body });
  };
  return (
    <FormFrame
      title={before ? f.approvalTitle(before.approval_no) : f.newApproval()}
      width={640}
      check={check}
      send={send}
      onClose={closeDialog}
    >
      <div class="stock-pair">
        <SelectField
          label={f.kind()}
          value={entry.kind}
          options={termOptions("stock.ApprovalKind")}
          onValue={set("kind")}
        />
        <TextField
          label={f.approvalNo()}
          value={entry.approval_no}
          onValue={set("approval_no")}
          maxLength={64}
          required
        />
      </div>
      <TextField label={f.title()} value={entry.title} onValue={set("title")} maxLength={120} required />
      <TextField label={f.authority()} value={entry.authority} onValue={set("authority")} maxLength={120} />
      <div class="stock-pair">
        <TextField label={f.approvedOn()} type="date" value={entry.approved_on} onValue={set("approved_on")} required />
        <TextField label={f.validTo()} type="date" value={entry.valid_to} onValue={set("valid_to")} />
      </div>
      <TextField
        label={f.areaTold()}
        type="number"
        min="0"
        step="0.01"
        value={entry.area_m2}
        onValue={set("area_m2")}
        required
      />
      <GroundField
        path="/api/conversion-approvals/outline"
        label={f.ground()}
        onGround={setGround}
        stays={before !== null}
      />
      <EvidenceField files={files} onFiles={setFiles} parkCode={null} />
      <TextField label={f.remark()} value={entry.remark} onValue={set("remark")} maxLength={500} />
      {before && <TextField label={f.reason()} value={entry.reason} onValue={set("reason")} maxLength={500} required />}
    </FormFrame>
  );
}

export function WithdrawForm({ before }: { before: Approval }) {
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={f.withdrawTitle(before.approval_no)}
      text={f.withdrawText()}
      submit={f.withdrawApproval()}
      danger
      check={() => (reason.trim().length < 2 ? f.needReason() : null)}
      send={() =>
        api.post("/api/conversion-approvals/{approval_id}/withdrawal", {
          path: { approval_id: before.id },
          body: { reason: reason.trim() },
        })
      }
      onClose={closeDialog}
    >
      <TextField label={f.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}
