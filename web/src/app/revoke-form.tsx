import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { api } from "../api/client";
import { sentenceOf } from "../api/problem";
import { messages } from "../locale/language";
import { Button } from "../ui/button";
import { CancelButton, Dialog } from "../ui/dialog";
import { TextField } from "../ui/field";
import { toast } from "../ui/toast";
import type { IssuedDocument } from "./issued-document";

const m = messages({
  revoke: ["撤销", "Revoke"],
  revokeTitle: [(no: string) => `撤销 ${no}`, (no: string) => `Revoke ${no}`],
  revokeText: [
    "文书和编号保留在台账中，标明已撤销；撤销后可以重新出具，使用新的编号。",
    "The document and its number stay on record as revoked; another may be issued, with a new number.",
  ],
  reason: ["撤销理由", "Reason"],
  reasonShort: ["请写明理由。", "Give a reason."],
  done: [(no: string) => `已撤销 ${no}`, (no: string) => `${no} is revoked`],
});

interface RevokeProps {
  paper: IssuedDocument;
  onClose: () => void;
  onDone: () => void;
}

/** Asks for the reason, then says that the document no longer holds. */
export function RevokeForm({ paper, onClose, onDone }: RevokeProps) {
  const id = useId();
  const reason = useSignal("");
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function revoke(event: Event) {
    event.preventDefault();
    if (reason.value.trim().length < 2) {
      failure.value = m.reasonShort();
      return;
    }
    busy.value = true;
    try {
      await api.post("/api/documents/{document_id}/revoke", {
        path: { document_id: paper.id },
        body: { reason: reason.value.trim() },
      });
      toast(m.done(paper.document_no));
      onClose();
      onDone();
    } catch (error) {
      failure.value = sentenceOf(error);
      busy.value = false;
    }
  }

  return (
    <Dialog
      title={m.revokeTitle(paper.document_no)}
      onClose={onClose}
      footer={
        <>
          <CancelButton />
          <Button kind="danger" type="submit" form={id} busy={busy.value}>
            {m.revoke()}
          </Button>
        </>
      }
    >
      <form id={id} class="form-column" onSubmit={revoke} noValidate>
        <p>{m.revokeText()}</p>
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
