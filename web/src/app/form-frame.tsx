import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Problem, sentenceOf } from "../api/problem";
import { messages } from "../locale/language";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { FindingsList, type ShownFinding } from "../ui/findings-list";
import { Note } from "../ui/states";
import { toast } from "../ui/toast";
import { noteDataChange } from "./changes";

const m = messages({
  cancel: ["取消", "Cancel"],
  save: ["保存", "Save"],
  saved: ["已保存。", "Saved."],
});

interface Props {
  title: string;
  text?: ComponentChildren;
  width?: number;
  /** The first thing that is wrong with what was typed; null = may be sent. */
  check: () => string | null;
  send: () => Promise<unknown>;
  onClose: () => void;
  submit?: string;
  done?: string;
  danger?: boolean;
  children: ComponentChildren;
}

/** A form over whatever is open: what was typed stays beside a refusal, lists and map ask again after it was accepted. */
export function FormFrame(props: Props) {
  const [failure, setFailure] = useState<{ sentence: string; findings: ShownFinding[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useId();
  const act = async (event: Event) => {
    event.preventDefault();
    const wrong = props.check();
    setFailure(wrong ? { sentence: wrong, findings: [] } : null);
    if (wrong) return;
    setBusy(true);
    try {
      await props.send();
      toast(props.done ?? m.saved());
      noteDataChange();
      props.onClose();
    } catch (error) {
      setFailure({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={props.title}
      width={props.width ?? 520}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{m.cancel()}</Button>
          <Button kind={props.danger ? "danger" : "primary"} type="submit" form={form} busy={busy}>
            {props.submit ?? m.save()}
          </Button>
        </>
      }
    >
      <form id={form} class="form-column" onSubmit={act} noValidate>
        {props.text && <p class="quiet">{props.text}</p>}
        {props.children}
        {failure && (
          <Note tone="error">
            {failure.findings.length > 0 ? <FindingsList findings={failure.findings} /> : failure.sentence}
          </Note>
        )}
      </form>
    </Dialog>
  );
}
