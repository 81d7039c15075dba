import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { api } from "../../api/client";
import { Problem, sentenceOf } from "../../api/problem";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { CheckDialog } from "./check-dialog";
import { dialog, noteRecorded } from "./commitments.state";
import { m } from "./messages";
import type { Check, Commitment } from "./types";

/** The one open form of the desk and the dossier's tab. */
export function CommitmentDialogs() {
  const open = dialog.value;
  if (open?.kind === "check") return <CheckDialog item={open.item} />;
  if (open?.kind === "waive") return <WaiveDialog item={open.item} />;
  if (open?.kind === "withdraw") return <WithdrawDialog item={open.item} check={open.check} />;
  if (open?.kind === "officer") return <OfficerDialog item={open.item} />;
  return null;
}

interface FrameProps {
  title: string;
  note?: string;
  danger?: boolean;
  ready: boolean;
  send: () => Promise<unknown>;
  done: string;
  children: ComponentChildren;
}

/** Title, note, fields, refusal, buttons: the same for everything short. */
function Frame({ title, note, danger, ready, send, done, children }: FrameProps) {
  const busy = useSignal(false);
  const failure = useSignal<unknown>(null);
  const close = () => {
    dialog.value = null;
  };
  async function save() {
    busy.value = true;
    failure.value = null;
    try {
      await send();
      toast(done);
      noteRecorded();
    } catch (error) {
      failure.value = error;
      busy.value = false;
    }
  }
  const error = failure.value;
  return (
    <Dialog
      title={title}
      width={560}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button kind={danger ? "danger" : "primary"} busy={busy.value} disabled={!ready} onClick={save}>
            {m.save()}
          </Button>
        </>
      }
    >
      <div class="promise-form">
        {note && <Note tone={danger ? "warning" : "info"}>{note}</Note>}
        {children}
        {error !== null && <Note tone="error">{sentenceOf(error)}</Note>}
        {error instanceof Problem && error.findings.length > 0 && <FindingsList findings={error.findings} />}
      </div>
    </Dialog>
  );
}

function WaiveDialog({ item }: { item: Commitment }) {
  const day = useSignal(zone.value?.today ?? "");
  const who = useSignal("");
  const why = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  const send = () =>
    api.post("/api/commitments/waivers", {
      body: {
        contract_id: item.contract_id,
        obligation_key: item.obligation_key,
        waived_on: day.value,
        decided_by: who.value,
        reason: why.value,
        evidence_ids: files.value.map(({ id }) => id),
      },
    });
  return (
    <Frame
      title={m.waiveTitle(inLanguage(item.label_zh, item.label_en))}
      note={m.waiveNote()}
      danger
      ready={Boolean(day.value && who.value.trim() && why.value.trim() && files.value.length)}
      send={send}
      done={m.waivedDone()}
    >
      <TextField
        type="date"
        required
        label={m.waivedOn()}
        value={day.value}
        max={zone.value?.today}
        onValue={(v) => (day.value = v)}
      />
      <TextField required label={m.decidedBy()} value={who.value} onValue={(v) => (who.value = v)} />
      <TextField required label={m.reason()} value={why.value} onValue={(v) => (why.value = v)} />
      <EvidenceField required files={files.value} parkCode={item.park_code} onFiles={(v) => (files.value = v)} />
    </Frame>
  );
}

function WithdrawDialog({ item, check }: { item: Commitment; check: Check }) {
  const day = useSignal(zone.value?.today ?? "");
  const who = useSignal("");
  const why = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  const send = () =>
    api.post("/api/commitments/checks/{check_id}/withdrawal", {
      path: { check_id: check.id },
      body: {
        withdrawn_on: day.value,
        decided_by: who.value,
        reason: why.value,
        evidence_ids: files.value.map(({ id }) => id),
      },
    });
  return (
    <Frame
      title={m.withdrawTitle(inLanguage(item.label_zh, item.label_en))}
      note={m.withdrawNote()}
      danger
      ready={Boolean(day.value && who.value.trim() && why.value.trim().length > 1 && files.value.length)}
      send={send}
      done={m.withdrawnDone()}
    >
      <TextField
        type="date"
        required
        label={m.withdrawnOn()}
        value={day.value}
        min={check.checked_on}
        max={zone.value?.today}
        onValue={(v) => (day.value = v)}
      />
      <TextField required label={m.decidedBy()} value={who.value} onValue={(v) => (who.value = v)} />
      <TextField required label={m.reason()} value={why.value} onValue={(v) => (why.value = v)} />
      <EvidenceField required files={files.value} parkCode={item.park_code} onFiles={(v) => (files.value = v)} />
    </Frame>
  );
}

function OfficerDialog({ item }: { item: Commitment }) {
  const name = useSignal(item.officer_name);
  const from = useSignal(zone.value?.today ?? "");
  return (
    <Frame
      title={m.officerTitle(item.contract_no)}
      ready={Boolean(name.value.trim() && from.value)}
      send={() =>
        api.put("/api/contracts/{contract_id}/officer", {
          path: { contract_id: item.contract_id },
          body: { officer_name: name.value, valid_from: from.value },
        })
      }
      done={m.officerDone()}
    >
      <TextField required label={m.officerName()} value={name.value} maxLength={80} onValue={(v) => (name.value = v)} />
      <TextField type="date" required label={m.officerFrom()} value={from.value} onValue={(v) => (from.value = v)} />
    </Frame>
  );
}
