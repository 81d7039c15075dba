import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../../api/client";
import { Problem, sentenceOf } from "../../api/problem";
import { EvidenceField } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Icon } from "../../ui/icon";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { bodyOf, type CheckForm, change, checking, emptyForm, form, preview } from "./check-form.state";
import { Signatures, Verdict } from "./check-parts";
import { dialog, noteRecorded } from "./commitments.state";
import { FigureFields } from "./figure-fields";
import { m } from "./messages";
import { UsableReports } from "./self-reports/usable-reports";
import type { ExplainedCommitment } from "./types";

/** The form of a check: day, raw figures, evidence, verdict, signatures; findings follow while it is filled in. */
export function CheckDialog({ item }: { item: ExplainedCommitment }) {
  useEffect(() => {
    checking.value = item;
    form.value = emptyForm(item, zone.value?.today ?? "");
    return () => {
      checking.value = null;
      form.value = null;
    };
  }, [item]);
  const current = form.value;
  return current ? <Filled item={item} form={current} /> : null;
}

function Filled({ item, form: current }: { item: ExplainedCommitment; form: CheckForm }) {
  const busy = useSignal(false);
  const failure = useSignal<unknown>(null);
  const judged = preview.data.value;
  const errors = judged?.findings.filter(({ severity }) => severity === "error") ?? [];
  const ready = current.verdict !== "" && judged !== null && errors.length === 0 && !preview.loading.value;

  async function save() {
    busy.value = true;
    failure.value = null;
    try {
      await api.post("/api/commitments/checks", { body: bodyOf(item, current) });
      toast(m.checkedDone());
      noteRecorded();
    } catch (error) {
      failure.value = error;
      busy.value = false;
    }
  }

  return (
    <Dialog
      title={m.checkTitle(inLanguage(item.label_zh, item.label_en))}
      width={720}
      onClose={() => {
        dialog.value = null;
      }}
      footer={
        <>
          {current.verdict !== "" && errors[0] && (
            <span class="promise-blocked" role="status">
              <Icon name="error" size={14} />
              {inLanguage(errors[0].message_zh, errors[0].message_en)}
            </span>
          )}
          <CancelButton />
          <Button kind="primary" busy={busy.value} disabled={!ready} onClick={save}>
            {m.save()}
          </Button>
        </>
      }
    >
      <div class="promise-form">
        <div class="promise-grid">
          <TextField
            type="date"
            required
            label={m.checkedOn()}
            value={current.checked_on}
            max={zone.value?.today}
            onValue={(value) => change({ checked_on: value })}
          />
          <TextField
            type="date"
            label={item.indicator ? m.measuredOn() : m.doneOn()}
            value={current.done_on}
            max={current.checked_on}
            onValue={(value) => change({ done_on: value })}
          />
        </div>
        <UsableReports item={item} form={current} />
        {item.figures.length > 0 && (
          <>
            <FigureFields figures={item.figures} form={current} />
            <Computed item={item} />
          </>
        )}
        <EvidenceField
          required
          label={m.evidence()}
          files={current.files}
          parkCode={item.park_code}
          onFiles={(files) => change({ files })}
        />
        <Verdict form={current} />
        <Signatures form={current} />
        <TextField label={m.remark()} value={current.remark} onValue={(value) => change({ remark: value })} />
        <Findings chosen={current.verdict !== ""} />
        {failure.value !== null && <Refusal error={failure.value} />}
      </div>
    </Dialog>
  );
}

/** The measured value with its formula, and whether it is as promised. */
function Computed({ item }: { item: ExplainedCommitment }) {
  const judged = preview.data.value;
  const promised = item.target_zh ?? "";
  return (
    <p class="promise-computed figure" aria-live="polite">
      <span class="quiet">{item.formula_zh}</span>
      <b>
        {m.computed()} {judged?.measured_zh ?? m.unknown()}
      </b>
      {promised && (
        <span>
          {m.promised()} {promised}
        </span>
      )}
      {judged && judged.as_promised !== null && (
        <b class={judged.as_promised ? "is-good" : "is-bad"}>{judged.as_promised ? m.meets() : m.misses()}</b>
      )}
    </p>
  );
}

function Findings({ chosen }: { chosen: boolean }) {
  const judged = preview.data.value;
  if (preview.error.value !== null) return <Refusal error={preview.error.value} />;
  if (!chosen || !judged) return null;
  if (judged.findings.length > 0) return <FindingsList findings={judged.findings} />;
  return (
    <Note tone="success">
      {m.fulfils()}。{m.afterwards()}：{term("supply.CommitmentState", judged.state)}
    </Note>
  );
}

function Refusal({ error }: { error: unknown }) {
  return (
    <>
      <Note tone="error">{sentenceOf(error)}</Note>
      {error instanceof Problem && error.findings.length > 0 && <FindingsList findings={error.findings} />}
    </>
  );
}
