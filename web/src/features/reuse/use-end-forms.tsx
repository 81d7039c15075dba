import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { TextField } from "../../ui/field";
import { closeAsked } from "./reuse.state";
import { mf } from "./sheet-messages";
import type { TemporaryUse } from "./types";

/** Let a use end later, within the limit from the day it was arranged. */
export function ExtendForm({ use }: { use: TemporaryUse }) {
  const [day, setDay] = useState(zone.value?.today ?? "");
  const [until, setUntil] = useState("");
  const [note, setNote] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  return (
    <FormFrame
      title={`${mf.extendTitle()} · ${use.use_no}`}
      check={() =>
        !day || !until ? mf.needDay() : note.trim().length < 2 ? mf.needReason() : files.length ? null : mf.needProof()
      }
      send={() =>
        api.post("/api/temporary-uses/{use_id}/extension", {
          path: { use_id: use.id },
          body: {
            extended_on: day,
            until_on: until,
            note: note.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
      onClose={closeAsked}
    >
      <TextField label={mf.extendedOn()} type="date" value={day} max={zone.value?.today} onValue={setDay} required />
      <TextField
        label={mf.untilOn()}
        type="date"
        value={until}
        min={use.until_on}
        max={use.limit_on}
        onValue={setUntil}
        hint={`≤ ${formatDate(use.limit_on)}`}
        required
      />
      <TextField label={mf.reason()} value={note} onValue={setNote} maxLength={500} required />
      <EvidenceField label={mf.proof()} files={files} onFiles={setFiles} parkCode={use.park_code} required />
    </FormFrame>
  );
}

/** Vacated, or looked at: restored, or to be restored by a day. */
export function EndForm({ use, state }: { use: TemporaryUse; state: "vacated" | "restored" | "not_restored" }) {
  const [day, setDay] = useState(zone.value?.today ?? "");
  const [note, setNote] = useState("");
  const [by, setBy] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const isLook = state !== "vacated";
  return (
    <FormFrame
      title={`${isLook ? mf.checkTitle() : mf.vacateTitle()} · ${use.use_no}`}
      text={isLook ? use.restoration_zh : undefined}
      check={() => {
        if (!day || (state === "not_restored" && !by)) return mf.needDay();
        if (isLook && note.trim().length < 2) return mf.needReason();
        return files.length > 0 ? null : mf.needProof();
      }}
      send={() =>
        api.post("/api/temporary-uses/{use_id}/end", {
          path: { use_id: use.id },
          body: {
            state,
            taken_on: day,
            note: note.trim(),
            restore_by: state === "not_restored" ? by : null,
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
      onClose={closeAsked}
    >
      {isLook && <p>{state === "restored" ? mf.restored() : mf.notRestored()}</p>}
      <TextField
        label={mf.takenOn()}
        type="date"
        value={day}
        min={use.since}
        max={zone.value?.today}
        onValue={setDay}
        required
      />
      {state === "not_restored" && (
        <TextField label={mf.restoreBy()} type="date" value={by} min={day} onValue={setBy} required />
      )}
      <TextField
        label={isLook ? mf.found() : mf.note()}
        value={note}
        onValue={setNote}
        maxLength={500}
        required={isLook}
      />
      <EvidenceField label={mf.proof()} files={files} onFiles={setFiles} parkCode={use.park_code} required />
    </FormFrame>
  );
}
