import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { PartyFinder } from "../../app/party-finder";
import { term, termOptions } from "../../app/terms";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { Field, SelectField, TextField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { RefusalNote, useAct } from "./act";
import {
  type ApplicationEntries,
  applicationBody,
  emptyApplication,
  entriesOfApplication,
  wrongEntries,
} from "./application-entries";
import { f } from "./form-messages";
import { m } from "./messages";
import { unitLabel, unitOf } from "./promise-units";
import { closeDialog, noteWritten } from "./supply.state";
import type { Application, ListingSheet } from "./types";

interface Props {
  listing: ListingSheet;
  application?: Application;
}

/** What an enterprise hands in: project, totals, promises beside what is required, and what the office looked up. */
export function ApplicationDialog({ listing, application }: Props) {
  const [entries, setEntries] = useState<ApplicationEntries>(() =>
    application ? entriesOfApplication(listing, application) : emptyApplication(listing),
  );
  const [files, setFiles] = useState<EvidenceFile[]>(application?.evidence ?? []);
  const [wrong, setWrong] = useState<string[]>([]);
  const { busy, refusal, run } = useAct();
  const set = (change: Partial<ApplicationEntries>) => setEntries((before) => ({ ...before, ...change }));
  const save = () => {
    const found = wrongEntries(entries);
    setWrong(found);
    const { party } = entries;
    if (found.length || !party) return;
    const body = applicationBody(
      entries,
      files.map((file) => file.id),
    );
    void run(async () => {
      if (application)
        await api.put("/api/applications/{application_id}", { path: { application_id: application.id }, body });
      else
        await api.post("/api/listings/{listing_id}/applications", {
          path: { listing_id: listing.listing_id! },
          body: { ...body, party_id: party.id },
        });
      toast(f.received(party.name_zh));
      noteWritten();
    });
  };
  const title = application
    ? f.reviseApplication(application.number, application.party_name_zh)
    : f.applyTitle(listing.listing_no ?? "");
  return (
    <Dialog
      title={title}
      width={860}
      onClose={closeDialog}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" busy={busy} onClick={save}>
            {application ? f.keep() : f.receive()}
          </Button>
        </>
      }
    >
      <div class="supply-form">
        <RefusalNote refusal={refusal} />
        <WhoFields entries={entries} set={set} wrong={wrong} fixed={application !== undefined} />
        <TotalFields entries={entries} set={set} wrong={wrong} />
        <PromiseFields listing={listing} entries={entries} set={set} wrong={wrong} />
        <LookedUp entries={entries} set={set} />
        <EvidenceField label={f.papers()} files={files} parkCode={listing.park_code} onFiles={setFiles} />
      </div>
    </Dialog>
  );
}

interface PartProps {
  entries: ApplicationEntries;
  set: (change: Partial<ApplicationEntries>) => void;
  wrong?: string[];
}

function WhoFields({ entries, set, wrong = [], fixed }: PartProps & { fixed: boolean }) {
  return (
    <fieldset class="supply-fields">
      <legend>{f.applicant()}</legend>
      <div class="is-wide">
        {entries.party ? (
          <p class="supply-picked">
            <b>{entries.party.name_zh}</b>
            {!fixed && (
              <Button kind="quiet" onClick={() => set({ party: null })}>
                {f.another()}
              </Button>
            )}
          </p>
        ) : (
          <PartyFinder label={f.applicant()} onPick={(party) => set({ party })} />
        )}
        {wrong.includes("party") && !entries.party && (
          <p class="field-error" role="alert">
            {f.choose()}
          </p>
        )}
      </div>
      <TextField
        label={f.project()}
        value={entries.project_name}
        required
        error={wrong.includes("project_name") ? m.notSet() : null}
        onValue={(project_name) => set({ project_name })}
      />
      <TextField
        label={f.industry()}
        value={entries.industry_code}
        onValue={(industry_code) => set({ industry_code })}
      />
      <Field label={f.receivedAt()}>
        {(id) => (
          <input
            id={id}
            class="input"
            type="datetime-local"
            value={entries.received_at}
            onInput={(event) => set({ received_at: event.currentTarget.value })}
          />
        )}
      </Field>
    </fieldset>
  );
}

function TotalFields({ entries, set, wrong = [] }: PartProps) {
  const figures = [
    ["bid", f.bid(), f.wan()],
    ["investment", f.investment(), f.wan()],
    ["output", f.output(), f.wan()],
    ["tax", f.tax(), f.wan()],
    ["energy_tce", f.energy(), f.tce()],
    ["floor_area_m2", f.floorArea(), "㎡"],
  ] as const;
  const days = [
    ["start_on", f.start()],
    ["completion_on", f.completion()],
    ["production_on", f.production()],
  ] as const;
  return (
    <fieldset class="supply-fields">
      <legend>{f.totals()}</legend>
      {figures.map(([name, label, unit]) => (
        <TextField
          key={name}
          label={label}
          unit={unit}
          inputMode="decimal"
          value={entries[name]}
          error={wrong.includes(name) ? f.badNumber(label) : null}
          onValue={(value) => set({ [name]: value })}
        />
      ))}
      {days.map(([name, label]) => (
        <TextField
          key={name}
          type="date"
          label={label}
          value={entries[name]}
          onValue={(value) => set({ [name]: value })}
        />
      ))}
    </fieldset>
  );
}

function PromiseFields({ listing, entries, set, wrong = [] }: PartProps & { listing: ListingSheet }) {
  const required = new Map(listing.requirements.map((one) => [one.indicator, one.words_zh]));
  const keep = (indicator: string, value: string) => set({ promises: { ...entries.promises, [indicator]: value } });
  return (
    <fieldset class="supply-fields">
      <legend>{f.promises()}</legend>
      {Object.entries(entries.promises).map(([indicator, value]) => {
        const label = term("supply.Indicator", indicator);
        const words = required.get(indicator);
        const hint = words ? f.requirement(words) : undefined;
        return unitOf(indicator).unit === "yes_no" ? (
          <SelectField
            key={indicator}
            label={label}
            hint={hint}
            value={value}
            placeholder={term("supply.YesNo", "unknown")}
            options={[
              { value: "1", label: term("supply.YesNo", "yes") },
              { value: "0", label: term("supply.YesNo", "no") },
            ]}
            onValue={(text) => keep(indicator, text)}
          />
        ) : (
          <TextField
            key={indicator}
            label={label}
            unit={unitLabel(indicator) || undefined}
            hint={hint}
            inputMode="decimal"
            value={value}
            error={wrong.includes(indicator) ? f.badNumber(label) : null}
            onValue={(text) => keep(indicator, text)}
          />
        );
      })}
    </fieldset>
  );
}

function LookedUp({ entries, set }: PartProps) {
  return (
    <fieldset class="supply-fields">
      <legend>{f.checks()}</legend>
      <SelectField
        label={f.idle()}
        value={entries.idle_answer}
        options={termOptions("supply.YesNo")}
        onValue={(idle_answer) => set({ idle_answer })}
      />
      <SelectField
        label={f.dishonest()}
        value={entries.honesty_answer}
        options={termOptions("supply.YesNo")}
        onValue={(honesty_answer) => set({ honesty_answer })}
      />
      <TextField label={f.note()} value={entries.note} onValue={(note) => set({ note })} />
    </fieldset>
  );
}
