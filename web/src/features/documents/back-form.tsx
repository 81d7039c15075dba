import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { backToShipped, dialog, type TemplateItem } from "./documents.state";
import { m } from "./messages";

/** Use the shipped template again, with a reason. */
export function BackForm({ item }: { item: TemplateItem }) {
  const reason = useSignal("");
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const close = () => {
    dialog.value = null;
  };

  async function send(event: Event) {
    event.preventDefault();
    busy.value = true;
    try {
      await backToShipped(item.kind, reason.value.trim());
      toast(m.backDone());
      close();
    } catch (error) {
      failure.value = sentenceOf(error);
      busy.value = false;
    }
  }

  return (
    <Dialog
      title={m.backTitle(inLanguage(item.title_zh, item.title_en))}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button
            kind="primary"
            type="submit"
            form="back-form"
            busy={busy.value}
            disabled={reason.value.trim().length < 2}
          >
            {m.backToShipped()}
          </Button>
        </>
      }
    >
      <form id="back-form" class="form-column" onSubmit={send} noValidate>
        <p>{m.backText()}</p>
        <TextField
          label={m.reason()}
          value={reason.value}
          onValue={(value) => {
            reason.value = value;
          }}
          error={failure.value ?? undefined}
          maxLength={500}
          required
        />
      </form>
    </Dialog>
  );
}
