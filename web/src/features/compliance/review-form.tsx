import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { FormFrame } from "../../app/form-frame";
import { termOptions } from "../../app/terms";
import { SelectField, TextField } from "../../ui/field";
import { m } from "./messages";
import type { Overlap } from "./types";

/** What becomes of an overlap: permitted by an approval, the plot is to be adjusted, or the area is wrong. */
export function ReviewForm({ overlap, onClose }: { overlap: Overlap; onClose: () => void }) {
  const [entry, setEntry] = useState({ decision: "to_adjust", note: "", document_no: "" });
  const set = (name: keyof typeof entry) => (value: string) => setEntry({ ...entry, [name]: value });
  return (
    <FormFrame
      title={m.reviewTitle(overlap.plot_no ?? "")}
      onClose={onClose}
      check={() => (entry.note.trim().length < 2 ? m.needNote() : null)}
      send={() =>
        api.post("/api/compliance/overlaps/{overlap_id}/review", {
          path: { overlap_id: overlap.id },
          body: { ...entry, note: entry.note.trim() },
        })
      }
    >
      <SelectField
        label={m.decision()}
        value={entry.decision}
        options={termOptions("compliance.OverlapDecision")}
        onValue={set("decision")}
      />
      <TextField label={m.note()} value={entry.note} onValue={set("note")} maxLength={500} required />
      <TextField label={m.documentNo()} value={entry.document_no} onValue={set("document_no")} maxLength={120} />
    </FormFrame>
  );
}
