import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import type { Finding } from "../../api/types";
import { zone } from "../../app/zone";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { em } from "./edit-messages";
import { checkPapers, type Papers, type PapersErrors } from "./papers";
import { editing, saved } from "./plot.state";

interface Props {
  title: string;
  text: string;
  width?: number;
  /** What is wrong with the content, in one sentence; null = may be saved. Called on save. */
  check: () => string | null;
  save: (papers: Papers) => Promise<unknown>;
  done: string;
  submitLabel?: string;
  danger?: boolean;
  /** False where the act carries no document of its own. */
  withDocument?: boolean;
  /** Runs after a successful save, before the lists are asked again. */
  after?: () => void;
  children: ComponentChildren;
}

/** The frame of every change: content, then date, reason and document; refusals stay beside what was typed. */
export function EditFrame(props: Props) {
  const [papers, setPapers] = useState<Papers>({ validFrom: zone.value?.today ?? "", reason: "", document: "" });
  const [errors, setErrors] = useState<PapersErrors>({});
  const [failure, setFailure] = useState<{ sentence: string; findings: Finding[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useId();
  const close = () => {
    editing.value = null;
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = checkPapers(papers);
    const wrong = props.check();
    setErrors(found);
    setFailure(wrong ? { sentence: wrong, findings: [] } : null);
    if (wrong || Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await props.save(papers);
      toast(props.done);
      props.after?.();
      saved();
    } catch (error) {
      setFailure({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
      setBusy(false);
    }
  };
  const set = (name: keyof Papers) => (value: string) => {
    setPapers({ ...papers, [name]: value });
    setErrors({ ...errors, [name]: undefined });
  };
  return (
    <Dialog
      title={props.title}
      onClose={close}
      width={props.width ?? 520}
      footer={
        <>
          <CancelButton />
          <Button kind={props.danger ? "danger" : "primary"} type="submit" form={form} busy={busy}>
            {props.submitLabel ?? em.save()}
          </Button>
        </>
      }
    >
      <form id={form} class="form-column" onSubmit={submit} noValidate>
        {props.text && <p class="quiet">{props.text}</p>}
        {props.children}
        <div class="edit-papers">
          <TextField
            label={em.validFrom()}
            type="date"
            value={papers.validFrom}
            onValue={set("validFrom")}
            error={errors.validFrom}
            required
          />
          {props.withDocument !== false && (
            <TextField
              label={em.document()}
              value={papers.document}
              onValue={set("document")}
              hint={em.documentHint()}
              maxLength={200}
            />
          )}
          <TextField
            label={em.reason()}
            value={papers.reason}
            onValue={set("reason")}
            error={errors.reason}
            hint={em.reasonHint()}
            maxLength={500}
            required
          />
        </div>
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
