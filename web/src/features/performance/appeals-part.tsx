import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { EvidenceList } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { EmptyState } from "../../ui/states";
import { GradeMark } from "./grade-mark";
import { Loaded } from "./loaded";
import { m, ml } from "./messages";
import { appealId, ask, exemptions, mayEdit } from "./performance.state";
import type { Appeal, Exemption } from "./types";

const tones = { open: "warning", upheld: "success", rejected: "neutral", withdrawn: "neutral" } as const;

/** Appeals with their reply clocks, and the enterprises that are not ranked. */
export function AppealsPart({ rows }: { rows: Appeal[] }) {
  return (
    <div class="performance-stack">
      {rows.length === 0 ? (
        <EmptyState icon="mail" title={ml.noAppeals()}>
          {ml.noAppealsText()}
        </EmptyState>
      ) : (
        <div class="page-card page-scroll">
          <table class="page-table">
            <thead>
              <tr>
                <th scope="col">{m.enterprise()}</th>
                <th scope="col">{m.grade()}</th>
                <th scope="col">{ml.grounds()}</th>
                <th scope="col">{ml.due()}</th>
                <th scope="col">{ml.outcome()}</th>
                <th scope="col" aria-label={ml.answer()} />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <section class="performance-section">
        <header class="league-tools">
          <div>
            <h3>{ml.exemptions()}</h3>
            <p class="quiet">{ml.exemptionsText()}</p>
          </div>
          {mayEdit() && (
            <Button icon="plus" onClick={() => ask({ kind: "exempt", row: null })}>
              {ml.exempt()}
            </Button>
          )}
        </header>
        <Loaded from={exemptions}>{(list) => <Exemptions rows={list} />}</Loaded>
      </section>
    </div>
  );
}

function standing(row: Appeal): string {
  if (row.days_left === null) return row.replied_late ? ml.late() : "";
  if (row.days_left < 0) return ml.overdue(-row.days_left);
  return row.days_left === 0 ? ml.today() : ml.daysLeft(row.days_left);
}

function Row({ row }: { row: Appeal }) {
  return (
    <tr class={row.id === appealId.value ? "is-open" : ""}>
      <td>
        {inLanguage(row.party_name_zh, row.party_name_en)}
        <span class="quiet">
          {row.year} · {row.park_code} · {m.ranked(term("performance.Segment", row.segment), row.rank, row.ranked_of)}
        </span>
      </td>
      <td>
        <GradeMark grade={row.given_grade} short />
        {row.new_grade && (
          <>
            {" → "}
            <GradeMark grade={row.new_grade} short />
          </>
        )}
        {row.wanted_grade && !row.new_grade && (
          <span class="quiet">
            {ml.wanted()} {row.wanted_grade}
          </span>
        )}
      </td>
      <td class="low-reasons">
        {row.grounds_zh}
        {row.evidence.length > 0 && <EvidenceList files={row.evidence} />}
      </td>
      <td>
        <span class="figure">{formatDate(row.reply_due_on)}</span>{" "}
        {standing(row) && <Badge tone={row.is_overdue ? "danger" : "neutral"}>{standing(row)}</Badge>}
        <Clock id={row.id} />
      </td>
      <td class="low-reasons">
        <Badge tone={tones[row.state]}>{term("performance.AppealState", row.state)}</Badge>
        {row.reply_zh && (
          <p class="quiet">
            {formatDate(row.decided_on ?? "")} {row.reply_zh}
          </p>
        )}
        {row.decision_evidence.length > 0 && <EvidenceList files={row.decision_evidence} />}
      </td>
      <td class="page-actions">
        {row.state === "open" && mayEdit() && (
          <Button kind="quiet" onClick={() => ask({ kind: "decide", appeal: row })}>
            {ml.answer()}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Every day that the reply clock counted or skipped, asked for when it is unfolded. */
function Clock({ id }: { id: number }) {
  const [told, setTold] = useState<{ sentence_zh: string; lines_zh: string[] } | null>(null);
  const [failure, setFailure] = useState("");
  const load = () => {
    if (told) return;
    api
      .get("/api/performance/appeals/{appeal_id}/clock", { path: { appeal_id: id } })
      .then(setTold)
      .catch((error: unknown) => setFailure(sentenceOf(error)));
  };
  return (
    <details class="appeal-clock quiet" onToggle={(event) => event.currentTarget.open && load()}>
      <summary>{ml.clock()}</summary>
      {failure}
      {told && (
        <>
          <p>{told.sentence_zh}</p>
          <ul>
            {told.lines_zh.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Exemptions({ rows }: { rows: Exemption[] }) {
  if (rows.length === 0) return <p class="quiet">{ml.none()}</p>;
  return (
    <ul class="import-list page-card">
      {rows.map((row) => (
        <li key={row.id}>
          <Badge tone="info">{term("performance.ExemptionKind", row.kind)}</Badge>
          <span class="import-name">
            {row.party_name_zh}
            <span class="quiet">
              {row.park_code} · {row.reason_zh} · {formatDate(row.valid_from)}
              {row.valid_to && ` – ${formatDate(row.valid_to)}`}
              {row.document && ` · ${row.document}`}
            </span>
          </span>
          {mayEdit() && row.valid_to === null && (
            <Button kind="quiet" onClick={() => ask({ kind: "exempt", row })}>
              {ml.end()}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
