import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { TextField } from "../../ui/field";
import { entriesFrom, limitPairs, readLimits } from "./conditions-entries";
import { EditFrame } from "./edit-frame";
import { em } from "./edit-messages";
import { m } from "./messages";
import type { Dossier } from "./types";

export function ConditionsForm({ plot }: { plot: Dossier }) {
  const [entries, setEntries] = useState(() => entriesFrom(plot.conditions));
  const [documentNo, setDocumentNo] = useState(plot.conditions?.document_no ?? "");
  const { values, errors } = readLimits(entries);
  return (
    <EditFrame
      title={em.conditionsTitle(plot.plot_no)}
      text={em.conditionsText()}
      done={em.saved(plot.plot_no)}
      withDocument={false}
      check={() => {
        const [name, sentence] = Object.entries(errors)[0] ?? [];
        return name && sentence ? `${m[name as "far"]()}：${sentence}` : null;
      }}
      save={({ validFrom, reason }) =>
        api.put(`/api/plots/${plot.id}/conditions`, {
          ...values,
          document_no: documentNo.trim() || null,
          valid_from: validFrom,
          reason: reason.trim(),
        })
      }
    >
      {limitPairs.map(({ name, low, high, percent }) => (
        <fieldset key={name} class="edit-limit">
          <legend>{m[name]()}</legend>
          {([low, high] as const).map((limit) => (
            <TextField
              key={limit}
              label={limit === low ? m.lower() : m.upper()}
              value={entries[limit]}
              onValue={(value) => setEntries({ ...entries, [limit]: value })}
              inputMode="decimal"
              unit={percent ? "%" : undefined}
              error={limit === high ? errors[name] : null}
              placeholder={m.notSet()}
            />
          ))}
        </fieldset>
      ))}
      <TextField label={m.documentNo()} value={documentNo} onValue={setDocumentNo} maxLength={100} />
    </EditFrame>
  );
}
