import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { m } from "./messages";
import { useSending } from "./use-sending";

interface ConfirmFormProps {
  name: string;
  basis: string;
  /** What was shipped and is to be checked. */
  children: ComponentChildren;
  onSend: (basis: string, reason: string) => Promise<void>;
  onClose: () => void;
}

/** What ships is marked as checked against its document; the basis may be made exact at the same time. */
export function ConfirmForm({ name, basis: stated, children, onSend, onClose }: ConfirmFormProps) {
  const [basis, setBasis] = useState(stated);
  const [reason, setReason] = useState("");
  const [attempted, setAttempted] = useState(false);
  const { busy, refusal, run } = useSending(
    () => onSend(basis, reason),
    () => m.confirmedToast(name),
  );
  const fault = attempted && reason.trim().length < 2 ? m.fault_reason() : null;
  const save = (event: Event) => {
    event.preventDefault();
    setAttempted(true);
    if (reason.trim().length >= 2) void run();
  };
  return (
    <Dialog
      title={m.confirmTitle(name)}
      onClose={onClose}
      width={560}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" type="submit" form="confirm-form" busy={busy}>
            {m.confirm()}
          </Button>
        </>
      }
    >
      <form id="confirm-form" class="form-column" onSubmit={save} noValidate>
        {children}
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
