import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { term, termOptions } from "../../app/terms";
import { formatInstant } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { SelectField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { type OutboxLetter, outbox, stateWanted, wantState } from "./outbox.state";
import "./outbox.css";

const tones = { queued: "warning", sent: "success", failed: "danger" } as const;

/** 发件箱: letters to people outside, for the administrator. */
export function OutboxPage() {
  const found = outbox.data.value;
  const error = outbox.error.value;
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h2>{m.outbox()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        <div class="page-tools">
          <SelectField
            label={m.state()}
            value={stateWanted.value}
            placeholder={m.everyState()}
            options={termOptions("mail.MailState").map(({ value, label }) => ({
              value,
              label: `${label} ${found?.by_state[value] ?? 0}`,
            }))}
            onValue={wantState}
          />
        </div>
      </header>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={outbox.reload} />}
      {!found && error === null && <LoadingState />}
      {found && (
        <Note tone={found.is_delivered ? "info" : "warning"}>
          {found.is_delivered ? m.delivered() : m.notDelivered()}
        </Note>
      )}
      {found?.items.length === 0 && (
        <EmptyState icon="mail" title={m.emptyTitle()}>
          {m.emptyText()}
        </EmptyState>
      )}
      {found && found.items.length > 0 && <Letters items={found.items} />}
    </div>
  );
}

function Letters({ items }: { items: OutboxLetter[] }) {
  return (
    <div class="page-card page-scroll">
      <table class="page-table outbox-table">
        <thead>
          <tr>
            {[m.made(), m.kind(), m.to(), m.subject(), m.state(), m.file()].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((letter) => (
            <Row key={letter.id} letter={letter} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ letter }: { letter: OutboxLetter }) {
  const takeOut = () =>
    api
      .make(`/api/mail/${letter.id}/file`)
      .then(({ blob, filename }) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = filename;
        link.click();
        URL.revokeObjectURL(link.href);
        toast(m.taken(filename));
      })
      .catch((failure: unknown) => toast(sentenceOf(failure), "error"));
  return (
    <tr>
      <td class="figure">{formatInstant(letter.made_at)}</td>
      <td>{term("mail.MailKind", letter.kind)}</td>
      <td class="figure">{letter.to_masked}</td>
      <td>
        {letter.subject}
        <details>
          <summary>{m.body()}</summary>
          <p class="outbox-body">{letter.body}</p>
        </details>
      </td>
      <td>
        <Badge tone={tones[letter.state as keyof typeof tones] ?? "neutral"}>
          {term("mail.MailState", letter.state)}
        </Badge>
        {letter.attempts > 0 && letter.state !== "sent" && (
          <span class="quiet outbox-tries">
            {m.attempts(letter.attempts)} {letter.last_error}
          </span>
        )}
      </td>
      <td class="page-actions">
        <Button icon="download" aria-label={m.takeOut(letter.id)} onClick={takeOut}>
          {m.file()}
        </Button>
      </td>
    </tr>
  );
}
