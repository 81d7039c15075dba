import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile, EvidenceList } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { can } from "../../app/session";
import { isHistory, zone } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { m } from "./messages";
import type { Dispute, Sheet } from "./types";

/** The disputes of a plot: open ones stop it, settled ones stay to be read. */
export function DisputesPart({ sheet }: { sheet: Sheet }) {
  const form = useSignal<"new" | Dispute | null>(null);
  const close = () => {
    form.value = null;
  };
  const mayEdit = can("readiness:answer") && !isHistory.value;
  return (
    <div class="prepare-part">
      <div class="prepare-part-head">
        <h5>{m.disputes()}</h5>
        {mayEdit && (
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => {
              form.value = "new";
            }}
          >
            {m.openDispute()}
          </Button>
        )}
      </div>
      {sheet.disputes.length === 0 && <p class="quiet prepare-small">{m.noDisputes()}</p>}
      <ul class="prepare-disputes">
        {sheet.disputes.map((dispute) => (
          <DisputeLine
            key={dispute.id}
            dispute={dispute}
            sheet={sheet}
            onSettle={mayEdit && !dispute.closed_on ? () => (form.value = dispute) : undefined}
          />
        ))}
      </ul>
      {form.value === "new" && <OpenForm sheet={sheet} onClose={close} />}
      {form.value && form.value !== "new" && <SettleForm sheet={sheet} dispute={form.value} onClose={close} />}
    </div>
  );
}

interface LineProps {
  dispute: Dispute;
  sheet: Sheet;
  onSettle?: () => void;
}

function DisputeLine({ dispute, sheet, onSettle }: LineProps) {
  const ids = [...dispute.evidence_ids, ...dispute.closing_evidence_ids];
  const files = sheet.files.filter(({ id }) => ids.includes(id));
  return (
    <li>
      <div class="prepare-line-head">
        <strong>{dispute.title}</strong>
        {onSettle && (
          <Button kind="quiet" icon="check" class="prepare-line-act" onClick={onSettle}>
            {m.settle()}
          </Button>
        )}
      </div>
      <p class={dispute.closed_on ? "quiet prepare-small" : "prepare-small prepare-bad"}>
        {dispute.closed_on
          ? m.settled(formatDate(dispute.closed_on), dispute.outcome ?? "")
          : m.openSince(formatDate(dispute.opened_on))}
      </p>
      {files.length > 0 && <EvidenceList files={files} />}
    </li>
  );
}

function OpenForm({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [day, setDay] = useState(zone.value?.today ?? "");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  return (
    <FormFrame
      title={`${m.openDispute()} · ${sheet.plot_no}`}
      text={m.disputeNote()}
      onClose={onClose}
      check={() => (title.trim().length < 2 ? m.needTitle() : day ? null : m.needDay())}
      send={() =>
        api.post("/api/plots/{plot_id}/disputes", {
          path: { plot_id: sheet.plot_id },
          body: {
            title: title.trim(),
            opened_on: day,
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
    >
      <TextField label={m.disputeTitle()} value={title} onValue={setTitle} maxLength={200} required />
      <TextField label={m.openedOn()} type="date" value={day} onValue={setDay} max={zone.value?.today} required />
      <EvidenceField files={files} onFiles={setFiles} parkCode={sheet.park_code} />
    </FormFrame>
  );
}

function SettleForm({ sheet, dispute, onClose }: { sheet: Sheet; dispute: Dispute; onClose: () => void }) {
  const [day, setDay] = useState(zone.value?.today ?? "");
  const [outcome, setOutcome] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  return (
    <FormFrame
      title={m.settleTitle(dispute.title)}
      onClose={onClose}
      check={() =>
        !day ? m.needDay() : outcome.trim().length < 2 ? m.needOutcome() : files.length ? null : m.needProof()
      }
      send={() =>
        api.post("/api/disputes/{dispute_id}/settlement", {
          path: { dispute_id: dispute.id },
          body: {
            closed_on: day,
            outcome: outcome.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
    >
      <TextField label={m.closedOn()} type="date" value={day} onValue={setDay} min={dispute.opened_on} required />
      <TextField label={m.outcome()} value={outcome} onValue={setOutcome} maxLength={500} required />
      <EvidenceField files={files} onFiles={setFiles} parkCode={sheet.park_code} required />
    </FormFrame>
  );
}
