import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { term, termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { Select } from "../../ui/field";
import { EditFrame } from "./edit-frame";
import { em } from "./edit-messages";
import { m } from "./messages";
import { changedFacts, checkFacts, type FactEntry, factEntries } from "./servicing-entries";
import type { Dossier } from "./types";

export function ServicingForm({ plot }: { plot: Dossier }) {
  const utilities = termOptions("land.Utility").map(({ value }) => value);
  const [before] = useState(() => factEntries(utilities, plot.servicing_facts, zone.value?.today ?? ""));
  const [entries, setEntries] = useState(before);
  const changed = changedFacts(before, entries);
  const set = (utility: string, change: Partial<FactEntry>) =>
    setEntries(entries.map((entry) => (entry.utility === utility ? { ...entry, ...change } : entry)));
  return (
    <EditFrame
      title={em.servicingTitle(plot.plot_no)}
      text={em.servicingText()}
      width={860}
      done={em.saved(plot.plot_no)}
      withDocument={false}
      check={() => {
        if (changed.length === 0) return em.nothingChanged();
        const wrong = checkFacts(changed);
        return wrong ? `${term("land.Utility", wrong.utility)}：${wrong.sentence}` : null;
      }}
      save={({ validFrom, reason }) =>
        api.put("/api/plots/{plot_id}/servicing", {
          path: { plot_id: plot.id },
          body: {
            facts: changed.map(({ capacity, ...entry }) => ({
              ...entry,
              unit: entry.unit.trim() || null,
              source: entry.source.trim(),
              capacity: capacity.trim() === "" ? null : Number(capacity),
            })),
            valid_from: validFrom,
            reason: reason.trim(),
          },
        })
      }
    >
      <div class="edit-scroll">
        <table class="plot-table edit-table">
          <thead>
            <tr>
              {[m.utility(), m.status(), m.capacity(), m.unit(), m.source(), m.observedOn()].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <FactRow
                key={entry.utility}
                entry={entry}
                changed={changed.some(({ utility }) => utility === entry.utility)}
                onChange={(change) => set(entry.utility, change)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </EditFrame>
  );
}

interface RowProps {
  entry: FactEntry;
  changed: boolean;
  onChange: (change: Partial<FactEntry>) => void;
}

function FactRow({ entry, changed, onChange }: RowProps) {
  const name = term("land.Utility", entry.utility);
  const text = (field: "capacity" | "unit" | "source", label: string, size: number) => (
    <td>
      <input
        class="input"
        aria-label={`${name} ${label}`}
        value={entry[field]}
        inputMode={field === "capacity" ? "decimal" : undefined}
        size={size}
        maxLength={field === "source" ? 200 : 32}
        onInput={(event) => onChange({ [field]: event.currentTarget.value })}
      />
    </td>
  );
  return (
    <tr class={changed ? "edit-changed" : undefined}>
      <th scope="row">{name}</th>
      <td>
        <Select
          label={`${name} ${m.status()}`}
          value={entry.status}
          options={termOptions("land.UtilityStatus")}
          onValue={(status) => onChange({ status })}
        />
      </td>
      {text("capacity", m.capacity(), 8)}
      {text("unit", m.unit(), 6)}
      {text("source", m.source(), 18)}
      <td>
        <input
          class="input"
          type="date"
          aria-label={`${name} ${m.observedOn()}`}
          value={entry.observed_on}
          onInput={(event) => onChange({ observed_on: event.currentTarget.value })}
        />
      </td>
    </tr>
  );
}
