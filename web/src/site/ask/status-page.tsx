import { useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage, language } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { secret, status, withdrawInquiry } from "./ask.state";
import { AskAgain } from "./ask-again";
import { a } from "./messages";
import type { Status } from "./types";

/** How an inquiry stands, for whoever holds its secret. */
export function StatusPage() {
  const answer = status.data.value;
  const error = status.error.value;
  return (
    <section class="ask-card" aria-labelledby="status-title">
      <h1 id="status-title">{a.status()}</h1>
      {!secret && <Note tone="warning">{a.noKey()}</Note>}
      {error !== null && (
        <ErrorState
          text={sentenceOf(error)}
          onRetry={error instanceof Problem && error.status === 404 ? undefined : status.reload}
        />
      )}
      {secret && !answer && error === null && <LoadingState label={a.loading()} />}
      {answer && error === null && <Standing answer={answer} />}
    </section>
  );
}

const tones = { open: "warning", taken: "info", answered: "success", closed: "neutral", withdrawn: "neutral" } as const;

function Standing({ answer }: { answer: Status }) {
  const tail = language.value === "en" ? "?lang=en" : "";
  const waits = answer.state === "open" || answer.state === "taken";
  return (
    <>
      <p class="ask-standing">
        <span class="ask-number">{answer.receipt_no}</span>
        <Badge tone={tones[answer.state as keyof typeof tones] ?? "neutral"}>
          {term("inquiries.InquiryState", answer.state)}
        </Badge>
      </p>
      {answer.is_overdue && <Note tone="warning">{a.late()}</Note>}
      <dl class="ask-facts">
        <dt>{a.receivedOn()}</dt>
        <dd>{formatDate(answer.received_on)}</dd>
        {waits && (
          <>
            <dt>{a.answerBy()}</dt>
            <dd>{formatDate(answer.answer_due_on)}</dd>
          </>
        )}
        <dt>{a.handledBy()}</dt>
        <dd>{answer.owner_name || a.nobody()}</dd>
        <dt>{a.about()}</dt>
        <dd>
          {answer.plot_no === null ? (
            a.noSite()
          ) : (
            <>
              {answer.site_is_published ? (
                <a href={`/sites/${answer.site_id}${tail}`}>{answer.plot_no}</a>
              ) : (
                answer.plot_no
              )}{" "}
              <span class="quiet">{inLanguage(answer.park_name_zh, answer.park_name_en)}</span>
            </>
          )}
        </dd>
      </dl>
      {answer.close_reason && <p>{a.closedFor(term("inquiries.CloseReason", answer.close_reason))}</p>}
      {answer.is_erased ? <Note>{a.erased()}</Note> : <Words answer={answer} />}
    </>
  );
}

function Words({ answer }: { answer: Status }) {
  return (
    <>
      <h2>{a.exchange()}</h2>
      <ol class="ask-exchange">
        <Said mine words={answer.question} under={formatDate(answer.received_on)} />
        {answer.exchange.map((one, place) => (
          <Said
            key={`${one.on}-${place}`}
            mine={one.kind === "question"}
            words={one.body}
            under={one.kind === "question" ? formatDate(one.on) : a.answeredBy(one.by, formatDate(one.on))}
          />
        ))}
      </ol>
      {!answer.is_answered && answer.state !== "closed" && <p class="quiet">{a.noAnswer()}</p>}
      {answer.may_ask_again && <AskAgain />}
      <h2>{a.yourData()}</h2>
      <p class="ask-words">
        {answer.asker_name} · {answer.contact}
      </p>
      <p class="quiet">{a.keptUntil(formatDate(answer.kept_until))}</p>
      {answer.is_withdrawable && <Withdraw />}
    </>
  );
}

/** One turn of the exchange: hers or ours, told apart in words. */
function Said({ mine, words, under }: { mine?: boolean; words: string | null; under: string }) {
  return (
    <li class={mine ? "ask-said ask-said-mine" : "ask-said"}>
      <p class="ask-said-who">{mine ? a.yourQuestion() : a.answer()}</p>
      <p class="ask-words">{words}</p>
      <p class="quiet">{under}</p>
    </li>
  );
}

/** Take it back: asked once more, because it cannot be undone. */
function Withdraw() {
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const go = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await withdrawInquiry();
      toast(a.withdrawn());
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  if (!sure)
    return (
      <div class="ask-buttons no-print">
        <Button icon="trash" onClick={() => setSure(true)}>
          {a.withdraw()}
        </Button>
      </div>
    );
  return (
    <div class="ask-sure no-print" role="alertdialog" aria-label={a.withdraw()}>
      <p>{a.withdrawSure()}</p>
      {failure !== null && <Note tone="error">{sentenceOf(failure)}</Note>}
      <div class="ask-buttons">
        <Button kind="danger" icon="trash" busy={busy} onClick={go}>
          {a.withdrawYes()}
        </Button>
        <Button onClick={() => setSure(false)}>{a.cancel()}</Button>
      </div>
    </div>
  );
}
