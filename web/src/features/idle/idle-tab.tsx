import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { part } from "../../app/part";
import { primaryId } from "../../app/selection";
import { shownDate } from "../../app/zone";
import { formatDate, isIsoDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { AnswerHead } from "./answer-head";
import { ClockPicture } from "./clock-picture";
import { Course } from "./course";
import { FactsTable } from "./facts-table";
import { answerOfPlot, playDay, played } from "./idle.state";
import { m } from "./messages";
import { TraceList } from "./trace-list";
import type { ContractIdle } from "./types";
import "./idle.css";

/** The dossier's tab 闲置: the answer in a sentence, the clock, what time will bring, the reasoning, the facts and their forms. */
export function IdleTab() {
  const source = playDay.value ? played : answerOfPlot;
  const found = source.data.value;
  const error = source.error.value;
  return (
    <div class="idle-tab">
      <DayPlay />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={source.reload} />}
      {error === null && (!found || found.plot_id !== primaryId.value) && <LoadingState />}
      {error === null && found && found.plot_id === primaryId.value && <Contracts items={found.items} />}
    </div>
  );
}

/** Any day, past or future, for this tab alone. */
function DayPlay() {
  const shown = playDay.value ?? shownDate.value ?? "";
  return (
    <div class="idle-play">
      <label>
        {m.day()}{" "}
        <input
          class="input"
          type="date"
          value={shown}
          min="2012-07-01"
          max="2100-12-31"
          onChange={(event) => {
            const day = event.currentTarget.value;
            if (isIsoDate(day)) playDay.value = day === shownDate.value ? null : day;
          }}
        />
      </label>
      {playDay.value ? (
        <Button
          kind="quiet"
          icon="history"
          onClick={() => {
            playDay.value = null;
          }}
        >
          {m.backToShown()}
        </Button>
      ) : (
        <span class="quiet">{m.dayHint()}</span>
      )}
    </div>
  );
}

const KeptAnswers = part(async () => (await import("./kept-answers")).KeptAnswers);

/** The answers kept so far; each is worked out again when one looks, so they are asked for when the fold is opened. */
function KeptFold({ contractId }: { contractId: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="idle-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{m.kept()}</summary>
      {isOpen && <KeptAnswers contractId={contractId} />}
    </details>
  );
}

function Contracts({ items }: { items: ContractIdle[] }) {
  if (items.length === 0) {
    return (
      <EmptyState icon="hourglass" title={m.noContract()}>
        {m.noContractText()}
      </EmptyState>
    );
  }
  return (
    <>
      {items.map((item) => (
        <article key={item.contract_id} class="idle-contract">
          <header class="idle-contract-head">
            <strong>{item.contract_no}</strong>{" "}
            <span class="quiet">
              {inLanguage(item.party_name_zh, item.party_name_en)} · {formatDate(item.signed_on)}
            </span>
          </header>
          {!item.is_own && <Note>{m.share(formatArea(item.shared_m2), formatArea(item.area_m2))}</Note>}
          {item.open_case_no && <Note>{m.openCase(item.open_case_no)}</Note>}
          <AnswerHead item={item} />
          {item.clock && <ClockPicture clock={item.clock} asOf={item.answer.as_of} />}
          <TraceList item={item} />
          <Course item={item} />
          <FactsTable item={item} />
          <KeptFold contractId={item.contract_id} />
        </article>
      ))}
    </>
  );
}
