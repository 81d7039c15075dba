import { sentenceOf } from "../../api/problem";
import { EvidenceList } from "../../app/evidence-field";
import { setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { colon, listed } from "../../locale/punctuation";
import { formatLength } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import { asked, mayEdit, openTask, visits } from "./patrol.state";
import type { Visit } from "./types";

/** What was seen, newest first; withdrawn ones stay with their reason. */
export function VisitsView() {
  const found = visits.data.value;
  if (visits.error.value !== null) return <ErrorState text={sentenceOf(visits.error.value)} onRetry={visits.reload} />;
  if (!found) return <LoadingState />;
  if (!found.items.length) {
    return (
      <EmptyState icon="eye" title={m.emptyVisits()}>
        {m.emptyVisitsText()}
      </EmptyState>
    );
  }
  return (
    <>
      <p class="quiet figure">{m.more(found.items.length, found.total)}</p>
      <table class="page-table patrol-grid">
        <thead>
          <tr>
            <th scope="col">{m.visitedOn()}</th>
            <th scope="col">{m.plotNo()}</th>
            <th scope="col">{m.seen()}</th>
            <th scope="col">{m.outcome()}</th>
            <th scope="col">{m.position()}</th>
            <th scope="col">{m.evidence()}</th>
            <th scope="col">{m.visitor()}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {found.items.map((visit) => (
            <VisitRow key={visit.id} visit={visit} />
          ))}
        </tbody>
      </table>
    </>
  );
}

const tones = { all_well: "success", clue: "danger", revisit: "warning" } as const;

function VisitRow({ visit }: { visit: Visit }) {
  return (
    <tr class={visit.withdrawn_on ? "is-inactive" : ""}>
      <td class="nowrap">{formatDate(visit.visited_on)}</td>
      <td class="nowrap">
        {visit.plot_no}
        {visit.task_id !== null && (
          <div>
            <button type="button" class="text-button" onClick={() => openTask(visit.task_id)}>
              {visit.task_no}
            </button>
          </div>
        )}
      </td>
      <td>
        {listed(visit.observations.map((sight) => term("patrol.Sight", sight)))}
        {visit.note_zh && <div class="quiet">{visit.note_zh}</div>}
      </td>
      <td>
        <Badge tone={tones[visit.outcome as keyof typeof tones]}>{term("patrol.VisitOutcome", visit.outcome)}</Badge>
        {visit.withdrawn_on && (
          <div class="quiet">
            {m.withdrawn()} {formatDate(visit.withdrawn_on)}
            {colon()}
            {visit.withdrawn_reason}
          </div>
        )}
      </td>
      <td>
        <Where visit={visit} />
      </td>
      <td>{visit.evidence.length > 0 ? <EvidenceList files={visit.evidence} /> : null}</td>
      <td class="nowrap">{visit.visitor_name}</td>
      <td class="page-actions">
        <Acts visit={visit} />
      </td>
    </tr>
  );
}

function Where({ visit }: { visit: Visit }) {
  if (visit.is_inside === null) return <span class="quiet">{m.noPosition()}</span>;
  return (
    <>
      {visit.is_inside ? m.inside() : m.outside(formatLength(visit.distance_m ?? 0))}
      <div class="quiet">
        {term("patrol.PositionSource", visit.position_source)}
        {visit.accuracy_m !== null && ` · ${m.accuracy(visit.accuracy_m)}`}
        {visit.away_reason && ` · ${visit.away_reason}`}
      </div>
    </>
  );
}

function Acts({ visit }: { visit: Visit }) {
  if (visit.case_id !== null) {
    return (
      <button
        type="button"
        class="text-button"
        onClick={() => {
          setExtra("idle_tab", null);
          setExtra("idle_case", String(visit.case_id));
        }}
      >
        {visit.case_no ?? m.goCase()}
      </button>
    );
  }
  if (!mayEdit.value || visit.withdrawn_on) return null;
  return (
    <>
      {visit.outcome === "clue" && can("idle_case:edit") && (
        <Button
          onClick={() => {
            asked.value = { kind: "open_case", visit };
          }}
        >
          {m.openCase()}
        </Button>
      )}
      <Button
        onClick={() => {
          asked.value = { kind: "withdraw", visit };
        }}
      >
        {m.withdraw()}
      </Button>
    </>
  );
}
