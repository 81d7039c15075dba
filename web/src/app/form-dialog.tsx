import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Problem, sentenceOf } from "../api/problem";
import { Button } from "../ui/button";
import { CancelButton, Dialog } from "../ui/dialog";
import { FindingsList } from "../ui/findings-list";
import { Note } from "../ui/states";
import { toast } from "../ui/toast";
import "./form-dialog.css";

interface Props {
  title: string;
  /** The word on the button that sends. */
  submit: string;
  /** What was done, said once it is. */
  done: string;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
  /** False while something that is needed is missing. */
  ready?: boolean;
  danger?: boolean;
  width?: number;
  /** In the foot, before the buttons: why it cannot be sent yet. */
  hint?: ComponentChildren;
  children: ComponentChildren;
}

/** A dialog with one form: sends once, shows the refusal with all its findings, closes when it went through. */
export function FormDialog(props: Props) {
  const { title, submit, done, onSubmit, onClose, ready = true, danger, width, hint, children } = props;
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async (event: Event) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit();
      toast(done);
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      width={width}
      onClose={onClose}
      footer={
        <>
          {hint}
          <CancelButton />
          <Button kind={danger ? "danger" : "primary"} type="submit" form={id} busy={busy} disabled={!ready}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={id} class="form-stack" onSubmit={save} noValidate>
        {children}
        {failure !== null && <Refusal error={failure} />}
      </form>
    </Dialog>
  );
}

/** A refusal of the server: the sentence, and every finding behind it. */
export function Refusal({ error }: { error: unknown }) {
  const findings = error instanceof Problem ? error.findings : [];
  return (
    <>
      <Note tone="error">{sentenceOf(error)}</Note>
      {findings.length > 0 && <FindingsList findings={findings} />}
    </>
  );
}

interface TextAreaProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string;
  required?: boolean;
  rows?: number;
}

/** Several lines of text with a label. */
export function TextArea({ label, value, onValue, hint, required, rows = 3 }: TextAreaProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class="field-label">
        {label}
        {required && (
          <span class="field-required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      <textarea
        id={id}
        class="input form-text"
        rows={rows}
        value={value}
        required={required}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
