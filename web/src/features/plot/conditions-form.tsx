import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { conditionLabel, planningConditions, unitOf } from "../../locale/plot-fields";
import { TextField } from "../../ui/field";
import { entriesFrom, readLimits } from "./conditions-entries";
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
        const wrong = planningConditions.find((item) => errors[item.name]);
        return wrong ? `${conditionLabel(wrong)}：${errors[wrong.name]}` : null;
      }}
      save={({ validFrom, reason }) =>
        api.put("/api/plots/{plot_id}/conditions", {
          path: { plot_id: plot.id },
          body: {
            ...values,
            document_no: documentNo.trim() || null,
            valid_from: validFrom,
            reason: reason.trim(),
          },
        })
      }
    >
      {planningConditions.map((item) => (
        <fieldset key={item.name} class="edit-limit">
          <legend>{conditionLabel(item)}</legend>
          {[item.low, item.high].map((limit) => (
            <TextField
              key={limit}
              label={limit === item.low ? m.lower() : m.upper()}
              value={entries[limit] ?? ""}
              onValue={(value) => setEntries({ ...entries, [limit]: value })}
              inputMode="decimal"
              unit={item.kind === "share" ? "%" : unitOf(limit) || undefined}
              error={limit === item.high ? errors[item.name] : null}
              placeholder={m.notSet()}
            />
          ))}
        </fieldset>
      ))}
      <TextField label={m.documentNo()} value={documentNo} onValue={setDocumentNo} maxLength={100} />
    </EditFrame>
  );
}
