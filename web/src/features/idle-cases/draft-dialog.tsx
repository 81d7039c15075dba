import { useSignal } from "@preact/signals";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { closeAsked, send } from "./cases.state";
import { dm } from "./dialog-messages";
import { draftFields } from "./draft-fields";
import { sm } from "./sheet-messages";
import type { CaseSheet } from "./types";

/** What the officer writes into a coming paper; facts come from the register and are not typed here. */
export function DraftDialog({ sheet, document }: { sheet: CaseSheet; document: string }) {
  const kept = (sheet.drafts[document] ?? {}) as Record<string, string>;
  const words = useSignal<Record<string, string>>({ ...kept });
  return (
    <FormDialog
      title={sm.draftWords()}
      submit={dm.save()}
      done={dm.entryDone()}
      width={720}
      onClose={closeAsked}
      onSubmit={() =>
        send("put", `/api/idle-cases/${sheet.id}/drafts/${document}`, {
          content: Object.fromEntries(Object.entries(words.value).filter(([, text]) => text.trim() !== "")),
        })
      }
    >
      {draftFields(document).map(({ name, label }) => (
        <TextArea
          key={name}
          label={label()}
          value={words.value[name] ?? ""}
          onValue={(text) => {
            words.value = { ...words.value, [name]: text };
          }}
        />
      ))}
    </FormDialog>
  );
}
