import { useState } from "preact/hooks";
import { api } from "../../api/client";
import type { Geometry } from "../../api/types";
import { FormFrame } from "../../app/form-frame";
import { GroundField } from "../../app/ground-field";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { openArea } from "./compliance.state";
import { m } from "./messages";
import type { AreaSheet } from "./types";

interface FormProps {
  /** The area to be corrected; null = a new one. */
  before: AreaSheet | null;
  onClose: () => void;
}

export function AreaForm({ before, onClose }: FormProps) {
  const today = zone.value?.today ?? "";
  const [entry, setEntry] = useState({
    kind: before?.kind ?? "farmland",
    name_zh: before?.name_zh ?? "",
    name_en: before?.name_en ?? "",
    source: before?.source ?? "",
    document_no: before?.document_no ?? "",
    distance: before ? (before.distance_m === null ? "" : String(before.distance_m)) : "0",
    valid_from: before?.valid_from ?? today,
    valid_to: before?.valid_to ?? "",
    remark: before?.remark ?? "",
    reason: "",
  });
  const [ground, setGround] = useState<Geometry | null>(null);
  const set = (name: keyof typeof entry) => (value: string) => setEntry({ ...entry, [name]: value });
  const check = () => {
    if (entry.name_zh.trim().length < 2) return m.needName();
    if (entry.source.trim().length < 2) return m.needSource();
    if (!entry.valid_from) return m.needDay();
    if (entry.valid_to && entry.valid_to <= entry.valid_from) return m.needOrder();
    const metres = Number(entry.distance);
    if (entry.distance.trim() && !(metres >= 0 && metres <= 20_000)) return m.needDistance();
    if (!before && !ground) return m.needGround();
    return before && entry.reason.trim().length < 2 ? m.needReason() : null;
  };
  const send = async () => {
    const { distance, reason, ...told } = entry;
    const body = {
      ...told,
      distance_m: distance.trim() ? Number(distance) : null,
      valid_to: entry.valid_to || null,
      geometry: ground,
    };
    const { id } = before
      ? await api.post("/api/constraints/{area_id}/correct", {
          path: { area_id: before.id },
          body: { ...body, reason: reason.trim() },
        })
      : await api.post("/api/constraints", { body });
    openArea(id);
  };
  return (
    <FormFrame
      title={before ? `${m.correctArea()} ${before.name_zh}` : m.newArea()}
      width={640}
      onClose={onClose}
      check={check}
      send={send}
    >
      <div class="compliance-pair">
        <SelectField
          label={m.kind()}
          value={entry.kind}
          options={termOptions("land.ConstraintKind")}
          onValue={set("kind")}
        />
        <TextField
          label={m.distanceField()}
          value={entry.distance}
          onValue={set("distance")}
          inputMode="decimal"
          hint={m.distanceHint()}
        />
      </div>
      <div class="compliance-pair">
        <TextField label={m.nameZh()} value={entry.name_zh} onValue={set("name_zh")} maxLength={120} required />
        <TextField label={m.nameEn()} value={entry.name_en} onValue={set("name_en")} maxLength={120} />
      </div>
      <div class="compliance-pair">
        <TextField label={m.source()} value={entry.source} onValue={set("source")} maxLength={120} required />
        <TextField label={m.documentNo()} value={entry.document_no} onValue={set("document_no")} maxLength={120} />
      </div>
      <div class="compliance-pair">
        <TextField label={m.validFrom()} type="date" value={entry.valid_from} onValue={set("valid_from")} required />
        <TextField label={m.validTo()} type="date" value={entry.valid_to} onValue={set("valid_to")} />
      </div>
      <GroundField path="/api/constraints/outline" onGround={setGround} stays={before !== null} />
      <TextField label={m.remark()} value={entry.remark} onValue={set("remark")} maxLength={300} />
      {before && <TextField label={m.reason()} value={entry.reason} onValue={set("reason")} maxLength={500} required />}
    </FormFrame>
  );
}

interface SheetProps {
  sheet: AreaSheet;
  onClose: () => void;
}

export function EndForm({ sheet, onClose }: SheetProps) {
  const [entry, setEntry] = useState({ ends_on: zone.value?.today ?? "", document_no: "", reason: "" });
  const set = (name: keyof typeof entry) => (value: string) => setEntry({ ...entry, [name]: value });
  return (
    <FormFrame
      title={`${m.endArea()} ${sheet.name_zh}`}
      text={m.endText()}
      submit={m.endArea()}
      onClose={onClose}
      check={() => (!entry.ends_on ? m.needDay() : entry.reason.trim().length < 2 ? m.needReason() : null)}
      send={async () => {
        const { id } = await api.post("/api/constraints/{area_id}/end", { path: { area_id: sheet.id }, body: entry });
        openArea(id);
      }}
    >
      <TextField label={m.endsOn()} type="date" value={entry.ends_on} onValue={set("ends_on")} required />
      <TextField label={m.documentNo()} value={entry.document_no} onValue={set("document_no")} maxLength={120} />
      <TextField label={m.reason()} value={entry.reason} onValue={set("reason")} maxLength={500} required />
    </FormFrame>
  );
}

export function WithdrawForm({ sheet, onClose }: SheetProps) {
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={`${m.withdrawArea()} ${sheet.name_zh}`}
      text={m.withdrawText()}
      submit={m.withdrawArea()}
      danger
      onClose={onClose}
      check={() => (reason.trim().length < 2 ? m.needReason() : null)}
      send={async () => {
        await api.post("/api/constraints/{area_id}/withdraw", {
          path: { area_id: sheet.id },
          body: { reason: reason.trim() },
        });
        openArea(null);
      }}
    >
      <TextField label={m.reason()} value={reason} onValue={setReason} maxLength={500} required />
    </FormFrame>
  );
}
