import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { RefusalNote, useAct } from "./act";
import { f } from "./form-messages";
import { bodyOf, entriesOfDefaults, entriesOfListing, type ListingEntries, wrongFields } from "./listing-entries";
import { DayFields, HowFields, OtherFields } from "./listing-fields";
import { PlotChoice } from "./plot-choice";
import { RankingFields } from "./ranking-fields";
import { closeDialog, noteWritten } from "./supply.state";
import type { ListingSheet } from "./types";

/** A new announcement: first the plot, then what the register proposes for it, to be changed. */
export function DraftDialog({ plotId, planItemId }: { plotId?: number; planItemId?: number }) {
  const [chosen, setChosen] = useState<number | null>(plotId ?? null);
  const [entries, setEntries] = useState<ListingEntries | null>(null);
  const [share, setShare] = useState(0.2);
  const { busy, refusal, run } = useAct();
  const [wrong, setWrong] = useState<string[]>([]);
  useEffect(() => {
    if (chosen === null) return;
    setEntries(null);
    void run(async () => {
      const found = await api.get("/api/listings/defaults", { query: { plot_id: chosen } });
      setShare(found.deposit_share_min);
      setEntries(entriesOfDefaults(found, planItemId ?? null));
    });
  }, [chosen]);
  const save = () => {
    if (!entries || chosen === null) return;
    const found = wrongFields(entries);
    setWrong(found);
    if (found.length) return;
    void run(async () => {
      const made = await api.post("/api/listings", { body: { ...bodyOf(entries), plot_id: chosen } });
      toast(f.saved(entries.listing_no));
      noteWritten(made.id);
    });
  };
  return (
    <Frame title={f.draftTitle()} busy={busy && entries !== null} ready={entries !== null} onSave={save}>
      <RefusalNote refusal={refusal} />
      {plotId === undefined && <PlotChoice value={chosen} onPick={(plot) => setChosen(plot.id)} />}
      {chosen !== null && !entries && !refusal && <LoadingState />}
      {entries && chosen !== null && (
        <Fields entries={entries} onEntries={setEntries} wrong={wrong} share={share} plotId={chosen} />
      )}
    </Frame>
  );
}

/** A draft to be changed before it is published. */
export function ReviseDialog({ listing }: { listing: ListingSheet }) {
  const [entries, setEntries] = useState<ListingEntries>(() => entriesOfListing(listing));
  const { busy, refusal, run } = useAct();
  const [wrong, setWrong] = useState<string[]>([]);
  const save = () => {
    const found = wrongFields(entries);
    setWrong(found);
    if (found.length) return;
    void run(async () => {
      await api.put("/api/listings/{listing_id}", { path: { listing_id: listing.listing_id! }, body: bodyOf(entries) });
      toast(f.saved(entries.listing_no));
      noteWritten();
    });
  };
  return (
    <Frame title={f.reviseTitle(listing.listing_no ?? "")} busy={busy} ready onSave={save}>
      <RefusalNote refusal={refusal} />
      <Fields entries={entries} onEntries={setEntries} wrong={wrong} share={0.2} plotId={listing.plot_id} />
    </Frame>
  );
}

interface FrameProps {
  title: string;
  busy: boolean;
  ready: boolean;
  onSave: () => void;
  children: preact.ComponentChildren;
}

function Frame({ title, busy, ready, onSave, children }: FrameProps) {
  return (
    <Dialog
      title={title}
      width={860}
      onClose={closeDialog}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" busy={busy} disabled={!ready} onClick={onSave}>
            {f.save()}
          </Button>
        </>
      }
    >
      <div class="supply-form">{children}</div>
    </Dialog>
  );
}

interface FieldsProps {
  entries: ListingEntries;
  onEntries: (entries: ListingEntries) => void;
  wrong: string[];
  share: number;
  plotId: number;
}

function Fields({ entries, onEntries, wrong, share, plotId }: FieldsProps) {
  const set = (change: Partial<ListingEntries>) => onEntries({ ...entries, ...change });
  return (
    <>
      <HowFields entries={entries} set={set} wrong={wrong} share={share} />
      <DayFields entries={entries} set={set} plotId={plotId} />
      <OtherFields entries={entries} set={set} />
      <RankingFields rule={entries.rule} wrong={wrong.includes("rule")} onRule={(rule) => set({ rule })} />
    </>
  );
}
