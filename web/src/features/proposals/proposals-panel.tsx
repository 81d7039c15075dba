import "./on-map";
import "./proposals.css";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatInstant } from "../../locale/date";
import { Button } from "../../ui/button";
import { Badge, Chip } from "../../ui/chips";
import { TextField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { StateMark } from "./marks";
import { m } from "./messages";
import { ProposalSheet } from "./proposal-sheet";
import {
  asked,
  isFiltered,
  onlyConflicts,
  onlyMine,
  openProposal,
  proposalId,
  proposals,
  setFlag,
  setStateFilter,
  setWords,
  stateFilter,
  words,
} from "./proposals.state";
import type { Proposal, State } from "./types";

const states: State[] = ["draft", "submitted", "returned", "published", "withdrawn"];

/** 草案: every proposal with its state, or the one that is open. */
export function ProposalsPanel() {
  return proposalId.value !== null ? <ProposalSheet /> : <Home />;
}

function Home() {
  const data = proposals.data.value;
  const error = proposals.error.value;
  return (
    <div class="proposals">
      <div class="proposals-intro">
        <p class="quiet">{m.intro()}</p>
        {can("proposal:edit") && (
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              asked.value = { kind: "new" };
            }}
          >
            {m.newProposal()}
          </Button>
        )}
      </div>
      <div class="proposals-filter">
        <TextField label={m.find()} type="search" placeholder={m.search()} value={words.value} onValue={setWords} />
        <div class="proposals-chips">
          <fieldset class="proposals-states">
            <legend class="visually-hidden">{m.byState()}</legend>
            <Chip pressed={stateFilter.value === ""} onToggle={() => setStateFilter("")}>
              {m.every()}
            </Chip>
            {states.map((state) => (
              <Chip
                key={state}
                pressed={stateFilter.value === state}
                count={data?.by_state[state] ?? 0}
                onToggle={() => setStateFilter(stateFilter.value === state ? "" : state)}
              >
                {term("proposals.ProposalState", state)}
              </Chip>
            ))}
          </fieldset>
          <Chip
            pressed={onlyConflicts.value}
            count={data?.with_conflicts ?? 0}
            onToggle={() => setFlag("pconflicts", !onlyConflicts.value)}
          >
            {m.conflicts()}
          </Chip>
          <Chip pressed={onlyMine.value} count={data?.mine ?? 0} onToggle={() => setFlag("pmine", !onlyMine.value)}>
            {m.mine()}
          </Chip>
        </div>
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={proposals.reload} />}
      {!data && error === null && <LoadingState />}
      {data?.items.length === 0 && (
        <EmptyState icon="document" title={m.emptyTitle()}>
          {isFiltered.value ? m.emptyFiltered() : m.emptyText()}
        </EmptyState>
      )}
      <ul class="proposals-list">
        {data?.items.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
    </div>
  );
}

function Line({ line }: { line: Proposal }) {
  return (
    <li>
      <button type="button" class="proposals-line" onClick={() => openProposal(line.id)}>
        <span class="proposals-line-head">
          <span class="proposals-name">{line.title_zh}</span>
          <StateMark state={line.state} />
        </span>
        <span class="proposals-sub figure">
          {line.proposal_no} · {line.park_code} · {m.plots(line.shape_count)} · {line.author_name}
        </span>
        <span class="proposals-sub figure">{m.changed(line.changed_by_name, formatInstant(line.changed_at))}</span>
        {(line.conflict_count > 0 || line.open_remark_count > 0 || line.waiting_days !== null) && (
          <span class="proposals-marks">
            {line.conflict_count > 0 && <Badge tone="danger">{m.conflictCount(line.conflict_count)}</Badge>}
            {line.open_remark_count > 0 && <Badge tone="warning">{m.remarkCount(line.open_remark_count)}</Badge>}
            {line.waiting_days !== null && <Badge tone="info">{m.waiting(line.waiting_days)}</Badge>}
          </span>
        )}
      </button>
    </li>
  );
}
