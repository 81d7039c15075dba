import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FindingsList, type ShownFinding } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";

interface Props {
  title: string;
  text?: string;
  width?: number;
  /** The first thing that is wrong with what was typed; null = may be sent. */
  check: () => string | null;
  send: () => Promise<unknown>;
  onClose: () => void;
  submit?: string;
  done?: string;
  children: ComponentChildren;
}

/** A form over the desk: what was typed stays beside a refusal, lists and map ask again after it was accepted. */
export function FormFrame({ title, text, width, check, send, onClose, submit, done, children }: Props) {
  const [failure, setFailure] = useState<{ sentence: string; findings: ShownFinding[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useId();
  const act = async (event: Event) => {
    event.preventDefault();
    const wrong = check();
    setFailure(wrong ? { sentence: wrong, findings: [] } : null);
    if (wrong) return;
    setBusy(true);
    try {
      await send();
      toast(done ?? m.saved());
      noteDataChange();
      onClose();
    } catch (error) {
      setFailure({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      width={width ?? 520}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {submit ?? m.save()}
          </Button>
        </>
      }
    >
      <form id={form} class="form-column" onSubmit={act} noValidate>
        {text && <p class="quiet">{text}</p>}
        {children}
        {failure && (
          <Note tone="error">
            {failure.sentence}
            {failure.findings.length > 0 && <FindingsList findings={failure.findings} />}
          </Note>
        )}
      </form>
    </Dialog>
  );
}
