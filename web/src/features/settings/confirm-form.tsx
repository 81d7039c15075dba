import { useState } from "preact/hooks";
import { formatDate } from "../../locale/date";
import { valueWords } from "../../locale/rule-value";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { m } from "./messages";
import { ruleName } from "./rule-names";
import type { Entry, Rule } from "./rulebook";
import { confirmEntry, ruleDialog } from "./rulebook.state";
import { useSending } from "./use-sending";

const close = () => {
  ruleDialog.value = null;
};

/** An entry is marked as checked against its document; the basis may be made exact at the same time. */
export function ConfirmForm({ rule, entry }: { rule: Rule; entry: Entry }) {
  const [basis, setBasis] = useState(entry.basis);
  const [reason, setReason] = useState("");
  const [attempted, setAttempted] = useState(false);
  const { busy, refusal, run } = useSending(
    () => confirmEntry(entry, basis, reason),
    () => m.confirmedToast(ruleName(rule)),
  );
  const fault = attempted && reason.trim().length < 2 ? m.fault_reason() : null;
  const save = (event: Event) => {
    event.preventDefault();
    setAttempted(true);
    if (reason.trim().length >= 2) void run();
  };
  return (
    <Dialog
      title={m.confirmTitle(ruleName(rule))}
      onClose={close}
      width={560}
      footer={
        <>
          <Button onClick={close}>{m.cancel()}</Button>
          <Button kind="primary" type="submit" form="confirm-form" busy={busy}>
            {m.confirm()}
          </Button>
        </>
      }
    >
      <form id="confirm-form" class="form-column" onSubmit={save} noValidate>
        {entry.note && <p>{entry.note}</p>}
        <p>{m.confirmText(valueWords(entry.value, entry.unit), formatDate(entry.effective_from))}</p>
        {refusal && <Note tone="error">{refusal}</Note>}
        <TextField label={m.basis()} hint={m.basisHint()} value={basis} maxLength={300} onValue={setBasis} />
        <TextField
          label={m.reason()}
          hint={m.confirmReasonHint()}
          value={reason}
          error={fault}
          maxLength={500}
          required
          onValue={setReason}
        />
      </form>
    </Dialog>
  );
}
