import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { PartyFinder } from "../../app/party-finder";
import { termOptions } from "../../app/terms";
import { IconButton } from "../../ui/button";
import { Select } from "../../ui/field";
import { Note } from "../../ui/states";
import { EditFrame } from "./edit-frame";
import { em } from "./edit-messages";
import { checkParties, type PartyEntry, partyEntries } from "./party-entries";
import type { Dossier } from "./types";

export function PartiesForm({ plot }: { plot: Dossier }) {
  const [entries, setEntries] = useState(() => partyEntries(plot.parties));
  const set = (index: number, change: Partial<PartyEntry>) =>
    setEntries(entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry)));
  const add = (party: { id: number; name_zh: string }) =>
    setEntries([
      ...entries,
      {
        party_id: party.id,
        name: party.name_zh,
        role: entries.some(({ role }) => role === "holder") ? "occupant" : "holder",
        share: "100",
      },
    ]);
  const unchanged = JSON.stringify(entries) === JSON.stringify(partyEntries(plot.parties));
  return (
    <EditFrame
      title={em.partiesTitle(plot.plot_no)}
      text={em.partiesText()}
      width={620}
      done={em.saved(plot.plot_no)}
      check={() => (unchanged ? em.nothingChanged() : checkParties(entries))}
      save={({ validFrom, reason, document }) =>
        api.put("/api/plots/{plot_id}/parties", {
          path: { plot_id: plot.id },
          body: {
            parties: entries.map(({ party_id, role, share }) => ({
              party_id,
              role,
              share: Number((Number(share) / 100).toFixed(6)),
            })),
            valid_from: validFrom,
            reason: reason.trim(),
            document: document.trim() || null,
          },
        })
      }
    >
      <ul class="edit-parties">
        {entries.map((entry, index) => (
          <li key={`${entry.party_id}-${entry.role}-${index}`} class="edit-party">
            <span class="edit-party-name">{entry.name}</span>
            <Select
              label={`${entry.name} ${em.role()}`}
              value={entry.role}
              options={termOptions("parties.PartyRole")}
              onValue={(role) => set(index, { role })}
            />
            <input
              class="input figure"
              aria-label={`${entry.name} ${em.share()}`}
              title={em.share()}
              inputMode="decimal"
              value={entry.share}
              onInput={(event) => set(index, { share: event.currentTarget.value })}
            />
            <IconButton
              icon="trash"
              label={em.remove(entry.name)}
              onClick={() => setEntries(entries.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      {entries.length === 0 && <Note tone="warning">{em.noneLeft()}</Note>}
      <PartyFinder onPick={add} />
    </EditFrame>
  );
}
