import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { termOptions } from "../../app/terms";
import { formatPercent } from "../../locale/number";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { SelectField, TextField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { f } from "./form-messages";
import { industryOptions } from "./industries";
import { dayNames, type ListingEntries } from "./listing-entries";
import { m } from "./messages";

interface Props {
  entries: ListingEntries;
  set: (change: Partial<ListingEntries>) => void;
}

export function HowFields({ entries, set, wrong, share }: Props & { wrong: string[]; share: number }) {
  const bad = (name: string, label: string) => (wrong.includes(name) ? f.badNumber(label) : null);
  return (
    <fieldset class="supply-fields">
      <legend>{m.howOffered()}</legend>
      <TextField
        label={f.listingNo()}
        value={entries.listing_no}
        required
        error={wrong.includes("listing_no") ? m.notSet() : null}
        onValue={(listing_no) => set({ listing_no })}
      />
      <SelectField
        label={f.method()}
        value={entries.method}
        options={termOptions("supply.ListingMethod")}
        onValue={(method) => set({ method })}
      />
      <SelectField
        label={f.termKind()}
        value={entries.term_kind}
        options={termOptions("supply.TermKind")}
        onValue={(term_kind) => set({ term_kind })}
      />
      <TextField
        label={f.termYears()}
        value={entries.term_years}
        inputMode="numeric"
        required
        error={bad("term_years", f.termYears())}
        onValue={(term_years) => set({ term_years })}
      />
      {entries.term_kind === "lease_first" && (
        <TextField
          label={f.leaseYears()}
          value={entries.lease_years}
          inputMode="numeric"
          required
          error={bad("lease_years", f.leaseYears())}
          onValue={(lease_years) => set({ lease_years })}
        />
      )}
      <TextField
        label={f.startPrice()}
        value={entries.start_price}
        inputMode="decimal"
        unit={f.wan()}
        error={bad("start_price", f.startPrice())}
        onValue={(start_price) => set({ start_price })}
      />
      <TextField
        label={f.deposit()}
        value={entries.deposit}
        inputMode="decimal"
        unit={f.wan()}
        hint={entries.method === "agreement" ? undefined : f.depositHint(formatPercent(share, 0))}
        error={bad("deposit", f.deposit())}
        onValue={(deposit) => set({ deposit })}
      />
    </fieldset>
  );
}

export function DayFields({ entries, set, plotId }: Props & { plotId: number }) {
  const labels = {
    announced_on: f.announcedOn(),
    applications_from: f.applicationsFrom(),
    applications_until: f.applicationsUntil(),
    opens_on: f.opensOn(),
    decided_from: f.decidedFrom(),
  };
  const rearrange = () =>
    api
      .get("/api/listings/defaults", {
        query: {
          plot_id: plotId,
          announced_on: entries.announced_on || undefined,
          method: entries.method,
        },
      })
      .then((found) => set(Object.fromEntries(dayNames.map((name) => [name, found[name]]))))
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  return (
    <fieldset class="supply-fields">
      <legend>{f.days()}</legend>
      {dayNames.map((name) => (
        <TextField
          key={name}
          type="date"
          label={labels[name]}
          value={entries[name]}
          onValue={(value) => set({ [name]: value })}
        />
      ))}
      <div class="supply-picked">
        <Button icon="calendar" onClick={rearrange}>
          {f.earliest()}
        </Button>
      </div>
      <TextField
        type="date"
        label={f.latestStart()}
        value={entries.latest_start_on}
        onValue={(latest_start_on) => set({ latest_start_on })}
      />
      <TextField
        type="date"
        label={f.latestCompletion()}
        value={entries.latest_completion_on}
        onValue={(latest_completion_on) => set({ latest_completion_on })}
      />
      <TextField
        type="date"
        label={f.latestProduction()}
        value={entries.latest_production_on}
        onValue={(latest_production_on) => set({ latest_production_on })}
      />
    </fieldset>
  );
}

export function OtherFields({ entries, set }: Props) {
  const { industry_codes } = entries;
  const toggle = (code: string) =>
    set({
      industry_codes: industry_codes.includes(code)
        ? industry_codes.filter((one) => one !== code)
        : [...industry_codes, code].sort(),
    });
  return (
    <fieldset class="supply-fields">
      <legend>{f.industries()}</legend>
      <div class="supply-chips">
        {industryOptions().map(({ code, name }) => (
          <Chip key={code} pressed={industry_codes.includes(code)} onToggle={() => toggle(code)}>
            {code} {name}
          </Chip>
        ))}
      </div>
      <TextField label={f.contact()} value={entries.contact_zh} onValue={(contact_zh) => set({ contact_zh })} />
      <TextField
        label={f.phone()}
        type="tel"
        value={entries.contact_phone}
        onValue={(contact_phone) => set({ contact_phone })}
      />
      <div class="is-wide">
        <TextField
          label={f.conditions()}
          value={entries.conditions_zh}
          onValue={(conditions_zh) => set({ conditions_zh })}
        />
      </div>
    </fieldset>
  );
}
