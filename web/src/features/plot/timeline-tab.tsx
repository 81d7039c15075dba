import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { ChangeList } from "../../app/change-list";
import { formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import { timeline } from "./plot.state";
import type { TimelineEvent } from "./types";

/** Who changed what, when, on what paper; newest first. */
export function TimelineTab() {
  const [actor, setActor] = useState("");
  const events = timeline.data.value;
  const error = timeline.error.value;
  if (error) return <ErrorState text={sentenceOf(error)} onRetry={timeline.reload} />;
  if (!events || timeline.loading.value) return <LoadingState />;
  if (events.length === 0)
    return (
      <EmptyState icon="history" title={m.timelineEmpty()}>
        {m.timelineEmptyText()}
      </EmptyState>
    );
  const actors = [...new Set(events.map((event) => event.actor_name))].sort();
  const shown = actor ? events.filter((event) => event.actor_name === actor) : events;
  return (
    <section class="plot-section">
      {actors.length > 1 && (
        <Select
          label={m.actor()}
          value={actor}
          placeholder={m.everyone()}
          options={actors.map((name) => ({ value: name, label: name }))}
          onValue={setActor}
        />
      )}
      <ol class="plot-timeline">
        {shown.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
    </section>
  );
}

function Event({ event }: { event: TimelineEvent }) {
  return (
    <li class="plot-event">
      <p class="plot-event-head">
        <strong>{inLanguage(event.label_zh, event.label_en)}</strong>
        <span class="quiet">{event.actor_name}</span>
        <time class="quiet figure" dateTime={event.at}>
          {formatInstant(event.at)}
        </time>
      </p>
      <ChangeList changes={event.changes} />
      {event.reason && <p class="plot-event-note">{m.reasonIs(event.reason)}</p>}
      {event.document && <p class="plot-event-note">{m.documentIs(event.document)}</p>}
    </li>
  );
}
