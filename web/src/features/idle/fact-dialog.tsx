import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import type { Finding } from "../../api/types";
import { EvidenceField } from "../../app/evidence-field";
import { term, termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { bodyOf, emptyForm, type FactForm, formOf, isReady, shapeOf } from "./fact-form.state";
import { type Asked, asked, noteRecorded } from "./idle.state";
import { m } from "./messages";
import type { Knowledge } from "./types";

/** The form over the dossier: record one fact, or correct one with a reason. */
export function FactDialog() {
  const current = asked.value;
  return current ? <Form key={keyOf(current)} current={current} /> : null;
}

function keyOf(current: Asked): string {
  return current.kind === "record"
    ? `new-${current.contract.contract_id}-${current.fact}`
    : `old-${current.told.id}-${current.ends}`;
}

function Form({ current }: { current: Asked }) {
  const today = zone.value?.today ?? "";
  const corrects = current.kind === "correct";
  const form = useSignal<FactForm>(
    corrects ? formOf(current.told, current.ends ? today : "") : emptyForm(current.fact ?? "", today),
  );
  const busy = useSignal(false);
  const failure = useSignal<unknown>(null);
  const doubts = useSignal<Finding[]>([]);
  const change = (part: Partial<FactForm>) => {
    form.value = { ...form.value, ...part };
    doubts.value = [];
  };
  const close = () => {
    asked.value = null;
  };

  async function save() {
    busy.value = true;
    failure.value = null;
    const body = bodyOf(form.value);
    const contract_id = current.contract.contract_id;
    try {
      if (doubts.value.length === 0) {
        const replaces_id = corrects ? current.told.id : null;
        const found = await api.post("/api/contracts/{contract_id}/development-facts/check", {
          path: { contract_id },
          body: { ...body, replaces_id },
        });
        doubts.value = found.findings;
        if (doubts.value.length > 0) {
          busy.value = false;
          return;
        }
      }
      if (corrects)
        await api.post("/api/development-facts/{fact_id}/corrections", {
          path: { fact_id: current.told.id },
          body: { ...body, reason: form.value.reason },
        });
      else
        await api.post("/api/contracts/{contract_id}/development-facts", {
          path: { contract_id },
          body,
        });
      toast(m.saved());
      noteRecorded();
    } catch (error) {
      failure.value = error;
      busy.value = false;
    }
  }

  const what = form.value.kind ? term("idle.FactKind", form.value.kind) : m.fact();
  return (
    <Dialog
      title={corrects ? m.correctTitle(what) : m.recordTitle(what)}
      width={560}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" busy={busy.value} disabled={!isReady(form.value, corrects)} onClick={save}>
            {doubts.value.length > 0 ? m.saveAllTheSame() : m.save()}
          </Button>
        </>
      }
    >
      <div class="form-column">
        <p class="quiet">{current.contract.contract_no}</p>
        {!corrects && current.fact === null && (
          <SelectField
            required
            label={m.kind()}
            value={form.value.kind}
            placeholder="—"
            options={termOptions("idle.FactKind")}
            onValue={(kind) => change({ ...emptyForm(kind, today), source: form.value.source })}
          />
        )}
        <Fields form={form.value} change={change} parkCode={current.contract.park_code} />
        {corrects && (
          <TextField required label={m.reason()} value={form.value.reason} onValue={(reason) => change({ reason })} />
        )}
        {failure.value !== null && <Note tone="error">{sentenceOf(failure.value)}</Note>}
        <div aria-live="polite">{doubts.value.length > 0 && <FindingsList findings={doubts.value} />}</div>
      </div>
    </Dialog>
  );
}

interface FieldsProps {
  form: FactForm;
  change: (part: Partial<FactForm>) => void;
  parkCode: string;
}

/** Only the fields that belong to this kind of fact. */
function Fields({ form, change, parkCode }: FieldsProps) {
  const shape = shapeOf(form.kind, form.knowledge);
  const today = zone.value?.today;
  const levels = termOptions("idle.Knowledge").filter(({ value }) => shape.mayBeNone || value !== "none");
  return (
    <>
      <SelectField
        label={m.knowledge()}
        value={form.knowledge}
        options={levels}
        onValue={(value) => change({ knowledge: value as Knowledge })}
      />
      <TextField
        type="date"
        required
        label={dayLabel(form)}
        value={form.happened_on}
        max={form.kind.startsWith("agreed") ? undefined : today}
        onValue={(happened_on) => change({ happened_on })}
      />
      {shape.hasEnd && (
        <TextField
          type="date"
          label={form.kind === "stop" ? m.resumedOn() : m.endedOn()}
          value={form.ended_on}
          min={form.happened_on}
          max={today}
          onValue={(ended_on) => change({ ended_on })}
        />
      )}
      {shape.hasFoundation && (
        <SelectField
          required
          label={m.foundation()}
          value={form.foundation_kind}
          placeholder="—"
          options={termOptions("idle.FoundationKind")}
          onValue={(foundation_kind) => change({ foundation_kind })}
        />
      )}
      {shape.hasCause && (
        <SelectField
          required
          label={m.cause()}
          value={form.cause}
          placeholder="—"
          options={termOptions("idle.IdleCause")}
          onValue={(cause) => change({ cause })}
        />
      )}
      {shape.hasAmount && (
        <TextField
          required
          label={shape.isMoney ? m.money() : m.area()}
          unit={shape.isMoney ? m.yuan() : m.squareMetres()}
          value={form.amount}
          onValue={(amount) => change({ amount })}
        />
      )}
      {shape.hasAmount && shape.isMoney && (
        <TextField
          label={m.taken()}
          unit={m.yuan()}
          hint={m.takenHint()}
          value={form.price_and_taxes}
          onValue={(price_and_taxes) => change({ price_and_taxes })}
        />
      )}
      <TextField label={m.documentNo()} value={form.document_no} onValue={(document_no) => change({ document_no })} />
      <TextField required label={m.sourceField()} value={form.source} onValue={(source) => change({ source })} />
      <EvidenceField
        required={shape.needsEvidence}
        label={m.evidence()}
        files={form.files}
        parkCode={parkCode}
        onFiles={(files) => change({ files })}
      />
      <TextField label={m.remark()} value={form.remark} onValue={(remark) => change({ remark })} />
    </>
  );
}

function dayLabel(form: FactForm): string {
  if (form.knowledge !== "known") return m.onFound();
  if (form.kind === "stop") return m.onStopped();
  if (form.kind === "cause") return m.onBegan();
  return ["developed_area", "invested", "total_investment", "due_area"].includes(form.kind)
    ? m.onMeasured()
    : m.onKnown();
}
