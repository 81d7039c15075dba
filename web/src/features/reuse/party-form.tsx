import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormFrame } from "../../app/form-frame";
import { PartyFinder } from "../../app/party-finder";
import { zone } from "../../app/zone";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { AmountField, isPositive, numberOf } from "./form-parts";
import { closeAsked } from "./reuse.state";
import { mf, ms } from "./sheet-messages";
import type { Sheet } from "./types";

/** Who left or who came, from which day, on how much of the land. */
export function PartyForm({ sheet, direction }: { sheet: Sheet; direction: "left" | "came" }) {
  const [party, setParty] = useState<{ id: number; name_zh: string } | null>(null);
  const [facts, setFacts] = useState({ moved_on: zone.value?.today ?? "", area: "", industry_zh: "", note: "" });
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const set = (name: keyof typeof facts) => (value: string) => setFacts({ ...facts, [name]: value });
  return (
    <FormFrame
      title={`${direction === "left" ? ms.addLeft() : ms.addCame()} · ${sheet.reuse_no}`}
      check={() =>
        !party ? mf.needParty() : !facts.moved_on ? mf.needDay() : isPositive(facts.area) ? null : mf.needNumber()
      }
      send={() =>
        api.post("/api/reuse/{measure_id}/parties", {
          path: { measure_id: sheet.id },
          body: {
            direction,
            party_id: party!.id,
            moved_on: facts.moved_on,
            area_m2: numberOf(facts.area),
            industry_zh: facts.industry_zh.trim(),
            note: facts.note.trim(),
            evidence_ids: files.map(({ id }) => id),
          },
        })
      }
      onClose={closeAsked}
    >
      {party ? (
        <p class="reuse-line">
          <strong>{party.name_zh}</strong>
          <Button kind="quiet" icon="close" onClick={() => setParty(null)}>
            {ms.withdraw()}
          </Button>
        </p>
      ) : (
        <PartyFinder label={mf.party()} onPick={setParty} />
      )}
      <div class="reuse-two">
        <TextField
          label={mf.movedOn()}
          type="date"
          value={facts.moved_on}
          max={zone.value?.today}
          onValue={set("moved_on")}
          required
        />
        <AmountField label={mf.partyArea()} unit="㎡" value={facts.area} onValue={set("area")} />
        <TextField label={mf.industry()} value={facts.industry_zh} onValue={set("industry_zh")} maxLength={100} />
        <TextField label={mf.note()} value={facts.note} onValue={set("note")} maxLength={500} />
      </div>
      <EvidenceField label={mf.proof()} files={files} onFiles={setFiles} parkCode={sheet.park_code} />
    </FormFrame>
  );
}
