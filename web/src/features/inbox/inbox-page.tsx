import { sentenceOf } from "../../api/problem";
import { term, termOptions } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { ask, bucket, bucketNames, clearAsked, type Inbox, inbox, isAsked, isEscalated, wanted } from "./inbox.state";
import { InboxTable } from "./inbox-table";
import { m } from "./messages";
import "./inbox.css";

/** The sources that have days of their own until leaders are told, in words. */
function ownDays(found: Inbox): string {
  return Object.entries(found.escalation_by_source)
    .filter(([, days]) => days !== found.escalation_days)
    .map(([source, days]) => m.ownDays(term("inbox.InboxSource", source), days))
    .join(m.between());
}

/** 待办: what is overdue, due soon, and what nobody has touched; each row leads to where it is done. */
export function InboxPage() {
  const found = inbox.data.value;
  const error = inbox.error.value;
  const shown =
    found?.items.filter(
      (item) => (bucket.value === null || item.bucket === bucket.value) && (!isEscalated.value || item.is_escalated),
    ) ?? [];
  return (
    <div class="page inbox-page">
      <header class="page-head">
        <div>
          <h2>{m.inbox()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        {found && <Filters found={found} />}
      </header>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={inbox.reload} />}
      {!found && error === null && <LoadingState />}
      {found && (
        <>
          <Buckets found={found} />
          {shown.length === 0 ? (
            <EmptyState
              icon="check"
              title={m.emptyTitle()}
              action={isAsked.value ? <Button onClick={clearAsked}>{m.clear()}</Button> : undefined}
            >
              {m.emptyText()}
            </EmptyState>
          ) : (
            <InboxTable items={shown} />
          )}
        </>
      )}
    </div>
  );
}

/** The buckets with their counts; pressing one shows it alone. */
function Buckets({ found }: { found: Inbox }) {
  const all = found.items.length;
  return (
    <div class="inbox-buckets" role="group" aria-label={m.inbox()}>
      <button
        type="button"
        class="inbox-bucket"
        aria-pressed={bucket.value === null && !isEscalated.value}
        onClick={() => {
          ask.bucket(null);
          ask.escalated(false);
        }}
      >
        <span class="inbox-count figure">{all}</span>
        <span>{m.all()}</span>
      </button>
      <button
        type="button"
        class="inbox-bucket inbox-bucket-overdue"
        aria-pressed={isEscalated.value}
        title={m.escalatedWhy(found.escalation_days, ownDays(found))}
        onClick={() => {
          ask.bucket(null);
          ask.escalated(!isEscalated.value);
        }}
      >
        <span class="inbox-count figure">{found.escalated}</span>
        <span>{m.escalated()}</span>
      </button>
      {bucketNames.map((name) => (
        <button
          key={name}
          type="button"
          class={`inbox-bucket inbox-bucket-${name}`}
          aria-pressed={bucket.value === name}
          onClick={() => {
            ask.escalated(false);
            ask.bucket(bucket.value === name ? null : name);
          }}
        >
          <span class="inbox-count figure">{found.buckets[name]}</span>
          <span>{term("inbox.InboxBucket", name)}</span>
        </button>
      ))}
    </div>
  );
}

function Filters({ found }: { found: Inbox }) {
  const { park, person, source, untouched } = wanted.value;
  const persons = found.persons.map((name) => ({ value: name, label: name }));
  const sources = termOptions("inbox.InboxSource")
    .filter(({ value }) => found.sources[value])
    .map(({ value, label }) => ({ value, label: `${label} ${found.sources[value]}` }));
  return (
    <div class="page-tools">
      <SelectField
        label={m.source()}
        value={source}
        placeholder={m.everything()}
        options={sources}
        onValue={ask.source}
      />
      <SelectField
        label={m.park()}
        value={park}
        placeholder={m.everyPark()}
        options={found.parks.map((one) => ({
          value: one.code,
          label: `${one.code} ${inLanguage(one.name_zh, one.name_en)}`,
        }))}
        onValue={ask.park}
      />
      <SelectField
        label={m.person()}
        value={person}
        placeholder={m.everyone()}
        options={[...persons, { value: "-", label: m.nobody() }]}
        onValue={ask.person}
      />
      <div class="inbox-days">
        <TextField
          label={m.untouchedFor()}
          type="number"
          min={1}
          max={3650}
          unit={m.days()}
          value={untouched}
          placeholder={String(found.untouched_days)}
          onValue={(value) => /^\d*$/.test(value) && ask.untouched(value === "0" ? "" : value)}
        />
      </div>
    </div>
  );
}
