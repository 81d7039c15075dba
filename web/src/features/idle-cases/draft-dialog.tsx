import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { termInChinese, termOptions } from "../../app/terms";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { closeAsked, send } from "./cases.state";
import { type DraftField, draftFields } from "./draft-fields";
import { sm } from "./sheet-messages";
import type { CaseSheet } from "./types";

/** What the officer writes into a coming paper; facts come from the register and are not typed here. */
export function DraftDialog({ sheet, document, title }: { sheet: CaseSheet; document: string; title: string }) {
  const kept = (sheet.drafts[document] ?? {}) as Record<string, string>;
  const words = useSignal<Record<string, string>>({ ...kept });
  return (
    <FormDialog
      title={`${sm.draftWords()} · ${title}`}
      submit={sm.draftSave()}
      done={sm.draftDone()}
      width={760}
      onClose={closeAsked}
      onSubmit={() =>
        send(
          api.put("/api/idle-cases/{case_id}/drafts/{kind}", {
            path: { case_id: sheet.id, kind: document },
            body: {
              content: Object.fromEntries(Object.entries(words.value).filter(([, text]) => text.trim() !== "")),
            },
          }),
        )
      }
    >
      <Note tone="info">{sm.draftNote()}</Note>
      {draftFields(document).map((field) => (
        <DraftInputField
          key={field.name}
          field={field}
          value={words.value[field.name] ?? ""}
          onValue={(text) => {
            words.value = { ...words.value, [field.name]: text };
          }}
        />
      ))}
    </FormDialog>
  );
}

interface Props {
  field: DraftField;
  value: string;
  onValue: (value: string) => void;
}

function DraftInputField({ field: { input, label }, value, onValue }: Props) {
  if (input === "day") return <TextField type="date" label={label()} value={value} onValue={onValue} />;
  if (input === "line") return <TextField label={label()} value={value} onValue={onValue} />;
  if (input === "text") return <TextArea label={label()} value={value} onValue={onValue} />;
  // papers are Chinese: the word itself is what is written
  const vocabulary = input === "measure" ? "idle_cases.Measure" : "idle.CauseSide";
  const options = termOptions(vocabulary).filter((option) => option.value !== "unknown");
  return (
    <SelectField
      label={label()}
      value={value}
      placeholder=""
      options={options.map(({ value, label }) => ({ value: termInChinese(vocabulary, value), label }))}
      onValue={onValue}
    />
  );
}
