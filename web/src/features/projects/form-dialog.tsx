import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { closeAsked } from "./projects.state";

interface Props {
  title: string;
  /** The word on the button that sends. */
  submit: string;
  /** What was done, said once it is. */
  done: string;
  onSubmit: () => Promise<unknown>;
  /** False while something that is needed is missing. */
  ready?: boolean;
  width?: number;
  children: ComponentChildren;
}

/** A dialog with one form: sends once, shows the refusal with all its findings, closes when it went through. */
export function FormDialog({ title, submit, done, onSubmit, ready = true, width, children }: Props) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async (event: Event) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit();
      toast(done);
      closeAsked();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  const findings = failure instanceof Problem ? failure.findings : [];
  return (
    <Dialog
      title={title}
      width={width}
      onClose={closeAsked}
      footer={
        <>
          <Button onClick={closeAsked}>{m.cancel()}</Button>
          <Button kind="primary" type="submit" form={id} busy={busy} disabled={!ready}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={id} class="form-column" onSubmit={save} noValidate>
        {failure !== null &&
          (findings.length > 0 ? (
            <FindingsList findings={findings} />
          ) : (
            <Note tone="error">{sentenceOf(failure)}</Note>
          ))}
        {children}
      </form>
    </Dialog>
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
        class="input projects-text"
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
