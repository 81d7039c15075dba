import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Problem, sentenceOf } from "../../api/problem";
import type { Finding } from "../../api/types";
import { Button } from "../../ui/button";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { c } from "./case-messages";

interface Props {
  title: string;
  /** What is wrong with the content in one sentence; null = may be sent. */
  check?: () => string | null;
  send: () => Promise<unknown>;
  onDone: () => void;
  submitLabel?: string;
  danger?: boolean;
  children: ComponentChildren;
}

/** The frame of one step: fields, then record or cancel; a refusal stays beside what was typed, with its findings. */
export function StepFrame({ title, check, send, onDone, submitLabel, danger, children }: Props) {
  const busy = useSignal(false);
  const failure = useSignal<{ sentence: string; findings: Finding[] } | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    const wrong = check?.() ?? null;
    failure.value = wrong ? { sentence: wrong, findings: [] } : null;
    if (wrong) return;
    busy.value = true;
    try {
      await send();
      toast(c.saved(title));
      onDone();
    } catch (error) {
      failure.value = { sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] };
      busy.value = false;
    }
  };
  return (
    <form class="approval-step form-column" aria-label={title} onSubmit={submit} noValidate>
      <h3>{title}</h3>
      {children}
      {failure.value && (
        <Note tone="error">
          {failure.value.sentence}
          {failure.value.findings.length > 0 && <FindingsList findings={failure.value.findings} />}
        </Note>
      )}
      <div class="approval-step-foot">
        <Button onClick={onDone}>{c.cancel()}</Button>
        <Button kind={danger ? "danger" : "primary"} type="submit" busy={busy.value}>
          {submitLabel ?? c.save()}
        </Button>
      </div>
    </form>
  );
}
