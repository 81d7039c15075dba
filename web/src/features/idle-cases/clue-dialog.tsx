import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { asOfQuery, openDesk, setExtra } from "../../app/location";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { closeAsked, type Land, openCase, send } from "./cases.state";
import { m } from "./messages";

/** A clue: of which land, which ground, from where, with which proof; the case opens when it is kept. */
export function ClueDialog({ land }: { land: Land }) {
  const today = zone.value?.today ?? "";
  const plotNo = useSignal(land.plot_no);
  const found = useSignal<{ id: number; park_code: string } | null>(
    land.plot_id ? { id: land.plot_id, park_code: land.park_code } : null,
  );
  const unknown = useSignal(false);
  const ground = useSignal(land.ground ?? "not_started");
  const source = useSignal(land.source ?? "report");
  const day = useSignal(today);
  const note = useSignal("");
  const area = useSignal("");
  const files = useSignal<EvidenceFile[]>([]);
  const find = async (text: string) => {
    plotNo.value = text;
    found.value = null;
    unknown.value = false;
    const wanted = text.trim();
    if (wanted.length < 3) return;
    const page = await api.get("/api/plots", { query: { q: wanted, limit: 20, ...asOfQuery.value } });
    if (plotNo.value.trim() !== wanted) return;
    const hit = page.items.find(({ plot_no }) => plot_no.toLowerCase() === wanted.toLowerCase());
    found.value = hit ? { id: hit.id, park_code: hit.park_code } : null;
    unknown.value = !hit;
  };
  const save = async () => {
    const made = await send(
      api.post("/api/idle-cases", {
        body: {
          contract_id: land.contract_id,
          plot_id: land.contract_id === null ? found.value?.id : null,
          ground: ground.value,
          source: source.value,
          found_on: day.value,
          source_note: note.value,
          idle_area_m2: area.value || null,
          evidence_ids: files.value.map(({ id }) => id),
        },
      }),
    );
    setExtra("idle_tab", null);
    openCase(made.id!);
    openDesk("idle");
  };
  return (
    <FormDialog
      title={m.clueTitle(land.plot_no)}
      submit={m.save()}
      done={m.clueDone()}
      width={620}
      ready={Boolean(found.value && day.value && ground.value)}
      onClose={closeAsked}
      onSubmit={save}
    >
      {!land.plot_id && (
        <TextField
          required
          label={m.plotInput()}
          value={plotNo.value}
          error={unknown.value ? m.plotUnknown() : null}
          onValue={(text) => void find(text)}
        />
      )}
      <div class="form-pair">
        <SelectField
          required
          label={m.ground()}
          value={ground.value}
          options={termOptions("idle.IdleGround")}
          onValue={(value) => {
            ground.value = value;
          }}
        />
        <SelectField
          required
          label={m.source()}
          value={source.value}
          options={termOptions("idle_cases.CaseSource")}
          onValue={(value) => {
            source.value = value;
          }}
        />
      </div>
      <div class="form-pair">
        <TextField
          type="date"
          required
          label={m.foundOn()}
          hint={m.foundHint()}
          value={day.value}
          max={today}
          onValue={(v) => (day.value = v)}
        />
        <TextField inputMode="decimal" label={m.idleArea()} value={area.value} onValue={(v) => (area.value = v)} />
      </div>
      <TextArea label={m.sourceNote()} value={note.value} onValue={(v) => (note.value = v)} />
      <EvidenceField
        files={files.value}
        parkCode={found.value?.park_code ?? null}
        onFiles={(kept) => {
          files.value = kept;
        }}
      />
    </FormDialog>
  );
}
