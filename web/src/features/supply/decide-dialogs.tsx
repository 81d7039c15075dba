import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { zone } from "../../app/zone";
import { addDays } from "../../locale/days";
import { Field, TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { RefusalNote, useAct } from "./act";
import { ActFrame } from "./act-dialogs";
import { PlacesTable } from "./comparison-tab";
import { f } from "./form-messages";
import { numberOf, wanOf, yuanOf } from "./numbers";
import { noteWritten } from "./supply.state";
import type { Allocation, ListingSheet, Place } from "./types";

const idsOf = (files: EvidenceFile[]) => files.map((file) => file.id);

/** The lots that were drawn for a tie, one each, with the record of the drawing. */
export function LotsDialog({ listing }: { listing: ListingSheet }) {
  const tied =
    listing.comparison?.ranking.filter((one: Place) => listing.comparison?.tied.includes(one.application_id)) ?? [];
  const [lots, setLots] = useState<Record<string, string>>({});
  const [drawnOn, setDrawnOn] = useState(zone.value?.today ?? "");
  const [witness, setWitness] = useState("");
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const { busy, refusal, run } = useAct();
  const draw = () =>
    run(async () => {
      await api.post("/api/listings/{listing_id}/lots", {
        path: { listing_id: listing.listing_id! },
        body: {
          drawn_on: drawnOn,
          witness: witness.trim(),
          evidence_ids: idsOf(files),
          lots: Object.fromEntries(tied.map((one: Place) => [one.application_id, Number(lots[one.application_id])])),
        },
      });
      toast(f.done());
      noteWritten();
    });
  const isComplete =
    tied.every((one: Place) => Number(lots[one.application_id]) >= 1) && witness.trim() && files.length > 0;
  return (
    <ActFrame title={f.lotsTitle()} confirm={f.lotsTitle()} busy={busy} disabled={!isComplete || !drawnOn} onAct={draw}>
      <Note>{f.lotsText()}</Note>
      <RefusalNote refusal={refusal} />
      {tied.map((one: Place) => (
        <TextField
          key={one.application_id}
          label={f.lotOf(one.number, one.party_name_zh)}
          inputMode="numeric"
          required
          value={lots[one.application_id] ?? ""}
          onValue={(lot) => setLots({ ...lots, [one.application_id]: lot })}
        />
      ))}
      <TextField type="date" label={f.drawnOn()} value={drawnOn} required onValue={setDrawnOn} />
      <TextField label={f.witness()} value={witness} required onValue={setWitness} />
      <EvidenceField label={f.lotProof()} required files={files} parkCode={listing.park_code} onFiles={setFiles} />
    </ActFrame>
  );
}

/** The decision: whom the rule puts first, on which day, at which price, with which minutes. */
export function DecideDialog({ listing }: { listing: ListingSheet }) {
  const found = listing.comparison;
  const winner = found?.ranking.find((one: Place) => one.application_id === found.winner_id);
  const today = zone.value?.today ?? "";
  const [entries, setEntries] = useState({
    decided_on: today,
    price: wanOf(winner?.bid_yuan ? Number(winner.bid_yuan) : null),
    chair: "",
    attendees: "",
    venue: "",
    contract_until: today && addDays(today, 30),
    minutes: "",
  });
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const { busy, refusal, run } = useAct();
  const set = (change: Partial<typeof entries>) => setEntries({ ...entries, ...change });
  const who = winner?.party_name_zh ?? "";
  const decide = () =>
    run(async () => {
      await api.post("/api/listings/{listing_id}/decide", {
        path: { listing_id: listing.listing_id! },
        body: {
          decided_on: entries.decided_on,
          application_id: winner?.application_id,
          price_yuan: yuanOf(entries.price),
          chair: entries.chair.trim(),
          attendees: entries.attendees.trim(),
          venue: entries.venue.trim(),
          contract_until: entries.contract_until || null,
          minutes: entries.minutes.trim(),
          evidence_ids: idsOf(files),
        },
      });
      toast(f.decided(who));
      noteWritten();
    });
  const isComplete =
    winner !== undefined && entries.minutes.trim().length >= 10 && !Number.isNaN(numberOf(entries.price));
  return (
    <ActFrame
      title={f.decideTitle(listing.listing_no ?? "")}
      confirm={f.decide()}
      width={760}
      busy={busy}
      disabled={!isComplete}
      onAct={decide}
    >
      {winner && <Note>{f.decideText(who, listing.plot_no)}</Note>}
      <RefusalNote refusal={refusal} />
      {found && found.findings.length > 0 && <FindingsList findings={found.findings} />}
      {found && <PlacesTable places={found.ranking} lots={found.lots?.lots ?? {}} />}
      {winner && (
        <div class="supply-fields">
          <TextField
            type="date"
            label={f.decidedOn()}
            value={entries.decided_on}
            required
            onValue={(decided_on) => set({ decided_on })}
          />
          <TextField
            label={f.price()}
            unit={f.wan()}
            inputMode="decimal"
            value={entries.price}
            onValue={(price) => set({ price })}
          />
          <TextField
            type="date"
            label={f.contractUntil()}
            value={entries.contract_until}
            onValue={(contract_until) => set({ contract_until })}
          />
          <TextField label={f.chair()} value={entries.chair} onValue={(chair) => set({ chair })} />
          <TextField label={f.venue()} value={entries.venue} onValue={(venue) => set({ venue })} />
          <TextField label={f.attendees()} value={entries.attendees} onValue={(attendees) => set({ attendees })} />
          <div class="is-wide">
            <Field label={f.minutes()} hint={f.minutesHint()} required>
              {(id, describedBy) => (
                <textarea
                  id={id}
                  class="input"
                  rows={4}
                  value={entries.minutes}
                  aria-describedby={describedBy}
                  onInput={(event) => set({ minutes: event.currentTarget.value })}
                />
              )}
            </Field>
          </div>
          <div class="is-wide">
            <EvidenceField label={f.minutesProof()} files={files} parkCode={listing.park_code} onFiles={setFiles} />
          </div>
        </div>
      )}
    </ActFrame>
  );
}

/** The publication of a result: where, from when, until when. */
export function ResultDialog({ listing, allocation }: { listing: ListingSheet; allocation: Allocation }) {
  const [on, setOn] = useState(zone.value?.today ?? "");
  const [until, setUntil] = useState("");
  const [media, setMedia] = useState(f.mediaDefault());
  const [files, setFiles] = useState<EvidenceFile[]>([]);
  const { busy, refusal, run } = useAct();
  const publish = () =>
    run(async () => {
      await api.post("/api/allocations/{allocation_id}/result", {
        path: { allocation_id: allocation.id },
        body: {
          published_on: on,
          until: until || null,
          media: media.trim(),
          evidence_ids: idsOf(files),
        },
      });
      toast(f.done());
      noteWritten();
    });
  return (
    <ActFrame
      title={f.resultTitle()}
      confirm={f.resultTitle()}
      busy={busy}
      disabled={!on || !media.trim()}
      onAct={publish}
    >
      <RefusalNote refusal={refusal} />
      <TextField type="date" label={f.publishedOn()} value={on} required onValue={setOn} />
      <TextField type="date" label={f.until()} value={until} onValue={setUntil} />
      <TextField label={f.media()} value={media} required onValue={setMedia} />
      <EvidenceField label={f.resultProof()} files={files} parkCode={listing.park_code} onFiles={setFiles} />
    </ActFrame>
  );
}
