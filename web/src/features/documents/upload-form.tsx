import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { FindingsList, type ShownFinding } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { dialog, sendTemplate, type TemplateItem } from "./documents.state";
import { m } from "./messages";

/** An edited template: checked first, used only when it is sound. */
export function UploadForm({ item }: { item: TemplateItem }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const file = useSignal<File | null>(null);
  const note = useSignal("");
  const findings = useSignal<ShownFinding[] | null>(null);
  const failure = useSignal<string | null>(null);
  const busy = useSignal<"" | "check" | "use">("");
  const title = inLanguage(item.title_zh, item.title_en);
  const close = () => {
    dialog.value = null;
  };

  async function send(use: boolean) {
    if (!file.value) {
      failure.value = m.chooseFile();
      return;
    }
    busy.value = use ? "use" : "check";
    failure.value = null;
    try {
      findings.value = await sendTemplate(item.kind, file.value, note.value, use);
      if (use) {
        toast(m.uploaded(title));
        close();
      }
    } catch (error) {
      failure.value = sentenceOf(error);
      findings.value = error instanceof Problem ? (error.findings as ShownFinding[]) : null;
    }
    busy.value = "";
  }

  const sound = findings.value !== null && !findings.value.some(({ severity }) => severity === "error");
  return (
    <Dialog
      title={m.uploadTitle(title)}
      width={640}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button icon="check" busy={busy.value === "check"} onClick={() => send(false)}>
            {m.check()}
          </Button>
          <Button
            kind="primary"
            disabled={!sound || failure.value !== null}
            busy={busy.value === "use"}
            onClick={() => send(true)}
          >
            {m.use()}
          </Button>
        </>
      }
    >
      <div class="form-column">
        <p>{m.uploadText()}</p>
        <div class="field">
          <span class="field-label" id={`${id}-label`}>
            {m.file()}
          </span>
          <div class="documents-chosen">
            <Button icon="document" aria-describedby={`${id}-label`} onClick={() => input.current?.click()}>
              {m.choose()}
            </Button>
            <span class={file.value ? undefined : "quiet"}>{file.value?.name ?? m.nothingChosen()}</span>
          </div>
          <input
            ref={input}
            class="documents-file"
            type="file"
            accept=".docx"
            tabIndex={-1}
            aria-label={m.file()}
            onChange={(event) => {
              file.value = event.currentTarget.files?.[0] ?? null;
              findings.value = null;
              failure.value = null;
            }}
          />
        </div>
        <TextField
          label={m.note()}
          value={note.value}
          onValue={(value) => {
            note.value = value;
          }}
          maxLength={200}
        />
        {failure.value && <Note tone="error">{failure.value}</Note>}
        {findings.value?.length === 0 && <Note tone="success">{m.sound()}</Note>}
        {findings.value && findings.value.length > 0 && <FindingsList findings={findings.value} />}
      </div>
    </Dialog>
  );
}
