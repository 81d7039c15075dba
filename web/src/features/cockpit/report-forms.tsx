import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { r } from "./report-messages";
import type { Restated } from "./report-types";
import { explain, explaining, freeze, freezing, reports } from "./reports.state";

/** The two forms of the frozen months: freeze one, and say why a figure changed. */
export function ReportForms() {
  const months = reports.data.value?.open_months ?? [];
  return (
    <>
      {freezing.value && months.length > 0 && <FreezeForm months={months} />}
      {explaining.value && <ReasonForm change={explaining.value} />}
    </>
  );
}

function FreezeForm({ months }: { months: string[] }) {
  const [month, setMonth] = useState(months[0] ?? "");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const close = () => {
    freezing.value = false;
  };
  const send = () => {
    setBusy(true);
    setFailure(null);
    freeze(month)
      .then(() => toast(r.frozen(r.monthOf(month))), setFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={r.freeze()}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" icon="lock" busy={busy} onClick={send}>
            {r.freeze()}
          </Button>
        </>
      }
    >
      {failure !== null && <Note tone="error">{sentenceOf(failure)}</Note>}
      <SelectField
        label={r.month()}
        value={month}
        options={months.map((one) => ({ value: one, label: r.monthOf(one) }))}
        onValue={setMonth}
      />
      <p class="report-consequence">{r.consequence(r.monthOf(month))}</p>
    </Dialog>
  );
}

function ReasonForm({ change }: { change: Restated }) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const close = () => {
    explaining.value = null;
  };
  const send = () => {
    if (!reason.trim()) {
      setFailure(r.reasonMissing());
      return;
    }
    setBusy(true);
    explain(change.id, reason)
      .then(
        () => toast(r.saved()),
        (error) => setFailure(sentenceOf(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={r.explainTitle(inLanguage(change.label_zh, change.label_en))}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" busy={busy} onClick={send}>
            {r.save()}
          </Button>
        </>
      }
    >
      <TextField label={r.reason()} value={reason} required maxLength={1000} error={failure} onValue={setReason} />
    </Dialog>
  );
}
