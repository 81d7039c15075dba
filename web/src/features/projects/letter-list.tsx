import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import type * as contract from "../../api/schema";
import { DocumentsOf } from "../../app/documents-of";
import { EvidenceList } from "../../app/evidence-field";
import { asOfQuery } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { lm } from "./letter-messages";
import { asked, letterId, openProject } from "./projects.state";
import { StepList } from "./step-list";
import type { Letter } from "./types";

interface Props {
  list: Letter[] | null;
  error: unknown;
  retry: () => void;
  /** Say which project each is of. */
  withProject?: boolean;
}

/** Letters, each with its clock, its steps and its document. */
export function LetterList({ list, error, retry, withProject }: Props) {
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={retry} />;
  if (!list) return <LoadingState />;
  if (list.length === 0) {
    return (
      <EmptyState icon="mail" title={lm.noLetters()}>
        {lm.noLettersText()}
      </EmptyState>
    );
  }
  return (
    <ul class="cases">
      {list.map((letter) => (
        <OneLetter key={letter.id} letter={letter} withProject={withProject ?? false} />
      ))}
    </ul>
  );
}

function OneLetter({ letter, withProject }: { letter: Letter; withProject: boolean }) {
  const open = useSignal(letterId.value === letter.id);
  const mayEdit = can("supervision:edit") && !isHistory.value;
  return (
    <li class={`case ${letter.is_overdue ? "case-late" : ""}`}>
      <details
        open={open.value}
        onToggle={(event) => {
          open.value = event.currentTarget.open;
        }}
      >
        <summary class="case-head">
          <strong class="figure">{letter.letter_no}</strong>
          <span>{letter.title_zh}</span>
          <Standing letter={letter} />
        </summary>
        {withProject && (
          <p>
            <button type="button" class="text-button" onClick={() => openProject(letter.project_id)}>
              {letter.project_no} {letter.project_name_zh}
            </button>
            <span class="quiet"> {letter.park_name_zh}</span>
          </p>
        )}
        <p class="quiet">
          {lm.addressee()}：{letter.addressee_zh} · {formatDate(letter.issued_on)} · {letter.issued_by_name}
        </p>
        <dl class="case-said">
          <dt>{lm.facts()}</dt>
          <dd class="case-text">{letter.facts_zh}</dd>
          <dt>{lm.demanded()}</dt>
          <dd class="case-text">{letter.demand_zh}</dd>
        </dl>
        {letter.evidence.length > 0 && <EvidenceList files={letter.evidence} />}
        <StepList steps={letter.steps} />
        {open.value && (
          <>
            <ReplyClock letterId={letter.id} />
            <DocumentsOf subject="supervision_letter" subjectId={letter.id} />
          </>
        )}
        {mayEdit && letter.open_steps.length > 0 && (
          <p class="case-actions">
            {letter.open_steps.map((state, index) => (
              <Button
                key={state}
                kind={index === 0 ? "primary" : "plain"}
                onClick={() => {
                  asked.value = { kind: "letter_step", letter, state };
                }}
              >
                {(lm as unknown as Record<string, () => string>)[state]?.() ?? state}
              </Button>
            ))}
          </p>
        )}
      </details>
    </li>
  );
}

function Standing({ letter }: { letter: Letter }) {
  const { state, days_left, due_on, is_overdue, replied_late } = letter;
  return (
    <span class="page-badges case-standing">
      <Badge tone={is_overdue ? "danger" : state === "accepted" ? "success" : "neutral"}>
        {term("projects.LetterState", state)}
      </Badge>
      {days_left !== null && due_on !== null && (
        <Badge tone={is_overdue ? "danger" : days_left <= 3 ? "warning" : "neutral"}>
          {lm.replyBy(formatDate(due_on))} · {is_overdue ? lm.overdue(-days_left) : lm.left(days_left)}
        </Badge>
      )}
      {replied_late && <Badge tone="warning">{lm.late()}</Badge>}
    </span>
  );
}

type Told = contract.ReplyClockAnswer;

/** Every day that the reply clock counted or skipped. */
function ReplyClock({ letterId: id }: { letterId: number }) {
  const told = useSignal<Told | null>(null);
  const failure = useSignal<string | null>(null);
  const read = async () => {
    if (told.value) return;
    try {
      told.value = await api.get("/api/supervision-letters/{letter_id}/clock", {
        path: { letter_id: id },
        query: asOfQuery.value,
      });
    } catch (error) {
      failure.value = sentenceOf(error);
    }
  };
  return (
    <details class="why" onToggle={(event) => event.currentTarget.open && void read()}>
      <summary>{lm.clock()}</summary>
      {failure.value && <p class="field-error">{failure.value}</p>}
      {told.value && (
        <>
          <p>{told.value.sentence_zh}</p>
          <ol class="clock-days">
            {told.value.lines_zh.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          <p class="quiet">{told.value.basis}</p>
        </>
      )}
    </details>
  );
}
