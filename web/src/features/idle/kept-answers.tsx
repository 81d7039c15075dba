import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { term } from "../../app/terms";
import { formatDate, formatInstant } from "../../locale/date";
import { Badge } from "../../ui/chips";
import { Fact, Facts } from "../../ui/facts";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import type { KeptAnswer } from "./types";

/** Every answer that was kept about a contract: by which rules and entries, with its hash, and whether it comes out the same today. */
export function KeptAnswers({ contractId }: { contractId: number }) {
  const answers = useMemo(
    () =>
      resource(
        () => ({ contract_id: contractId, _: dataRevision.value }),
        ({ contract_id }, signal) =>
          api.get("/api/contracts/{contract_id}/idle/answers", { path: { contract_id }, signal }),
      ),
    [contractId],
  );
  useEffect(() => answers.dispose, [answers]);
  const found = answers.data.value;
  const error = answers.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={answers.reload} />;
  if (!found) return <LoadingState />;
  if (found.length === 0) {
    return (
      <EmptyState icon="history" title={m.noKept()}>
        {m.noKeptText()}
      </EmptyState>
    );
  }
  return (
    <>
      <p class="quiet">{m.keptHint()}</p>
      <ol class="idle-kept">
        {found.map((answer) => (
          <li key={`${answer.holds_from} ${answer.recorded_at}`} class={answer.superseded_at ? "is-closed" : ""}>
            <Kept answer={answer} />
          </li>
        ))}
      </ol>
    </>
  );
}

const tones = { same: "success", differs: "danger", other_rules: "warning", no_basis: "neutral" } as const;

function Kept({ answer }: { answer: KeptAnswer }) {
  const { state, side, since, may_fee, may_recover, engine, sha256, entries, replay } = answer;
  return (
    <>
      <p class="idle-kept-head">
        <b class="figure">{formatDate(answer.holds_from)}</b> {term("idle.IdleState", state)}
        {since && <span class="quiet"> {m.sinceOn(formatDate(since))}</span>}{" "}
        {side && <Badge>{term("idle.CauseSide", side)}</Badge>} {may_fee && <Badge tone="danger">{m.mayFee()}</Badge>}{" "}
        {may_recover && <Badge tone="danger">{m.mayRecover()}</Badge>}{" "}
        <Badge tone={tones[replay]}>{term("idle.Replay", replay)}</Badge>
      </p>
      <Facts>
        <Fact label={m.keptAt()}>
          {formatInstant(answer.recorded_at)}
          {answer.superseded_at && <span class="quiet"> · {m.keptUntil(formatInstant(answer.superseded_at))}</span>}
        </Fact>
        <Fact label={m.rulesVersion()}>{engine ? <code title={engine}>{engine.slice(0, 16)}</code> : m.notKept()}</Fact>
        <Fact label={m.keptEntries()}>
          {entries.length === 0 ? (
            m.notKept()
          ) : (
            <ul class="idle-kept-entries">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <code>{entry.code}</code> = {entry.value} · {formatDate(entry.effective_from)} ·{" "}
                  <span class="quiet">{entry.basis}</span>{" "}
                  {!entry.confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact label={m.fingerprint()}>{sha256 ? <code class="idle-kept-hash">{sha256}</code> : m.notKept()}</Fact>
      </Facts>
    </>
  );
}
