import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { zone } from "../../app/zone";
import { colon, listed } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { AmountField, CheckField, numberOf } from "./form-parts";
import { tellRemarks } from "./remarks";
import { closeAsked } from "./reuse.state";
import { mf, ms } from "./sheet-messages";
import { missingFor } from "./steps-part";
import type { Sheet } from "./types";

/** The next step: its day, the area where land is released or better used, what proves it; the case it closes. */
export function StepForm({ sheet, stage }: { sheet: Sheet; stage: string }) {
  const step = sheet.open_steps.find((open) => open.stage === stage);
  const [day, setDay] = useState(zone.value?.today ?? "");
  const [area, setArea] = useState(step?.needs_area ? String(sheet.target_m2 ?? sheet.area_m2) : "");
  const [reason, setReason] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const closing = sheet.road === "returned" ? "released" : "reused";
  const mayClose = stage === closing && sheet.case_state === "performing" && can("idle_case:edit");
  const [closes, setCloses] = useState(mayClose);
  if (!step) return null;
  const word = term("reuse.ReuseStage", stage);
  const missing = missingFor(step, sheet);
  return (
    <FormFrame
      title={mf.stepTitle(word)}
      submit={word}
      check={() => {
        if (!day) return mf.needDay();
        if (step.needs_area && !(Number(area) > 0)) return mf.needArea();
        if (step.needs_evidence && files.length === 0) return mf.needProof();
        return step.needs_reason && reason.trim().length < 2 ? mf.needReason() : null;
      }}
      send={async () => {
        const answer = await api.post("/api/reuse/{measure_id}/steps", {
          path: { measure_id: sheet.id },
          body: {
            stage,
            taken_on: day,
            released_m2: step.needs_area ? numberOf(area) : null,
            close_case: closes,
            reason: reason.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        });
        tellRemarks(answer);
      }}
      onClose={closeAsked}
    >
      {missing.length > 0 && (
        <Note tone="warning">
          {ms.needs()}
          {colon()}
          {listed(missing)}
        </Note>
      )}
      <TextField
        label={mf.takenOn()}
        type="date"
        value={day}
        min={sheet.since}
        max={zone.value?.today}
        onValue={setDay}
        required
      />
      {step.needs_area && (
        <AmountField
          label={mf.releasedArea()}
          unit="㎡"
          value={area}
          onValue={setArea}
          hint={`≤ ${formatArea(sheet.area_m2)}`}
          required
        />
      )}
      {mayClose && sheet.case_no && (
        <CheckField label={mf.closeCase(sheet.case_no)} checked={closes} onChecked={setCloses} />
      )}
      <TextField label={mf.reason()} value={reason} onValue={setReason} maxLength={500} required={step.needs_reason} />
      <EvidenceField
        label={mf.proof()}
        files={files}
        onFiles={setFiles}
        parkCode={sheet.park_code}
        required={step.needs_evidence}
      />
    </FormFrame>
  );
}
