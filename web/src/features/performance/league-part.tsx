import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { StackedBar } from "../../ui/stacked-bar";
import { EmptyState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { criterionColors } from "./criterion-colors";
import { GradeMark } from "./grade-mark";
import { GradesChart } from "./grades-chart";
import { m } from "./messages";
import {
  ask,
  gradeFilter,
  markedCriterion,
  mayEdit,
  openResult,
  resultId,
  schemes,
  search,
  setGradeFilter,
} from "./performance.state";
import type { Contribution, League, LeagueRow, Run } from "./types";
import { WhySheet } from "./why-sheet";

/** The ranking of a year: chart of grades, one bar of contributions per enterprise, and beside it why. */
export function LeaguePart({ found }: { found: League }) {
  const rows = visible(found.rows);
  const opened = found.rows.find((row) => row.id === resultId.value) ?? null;
  const full = Math.max(1, ...found.rows.map((row) => row.score ?? 0));
  return (
    <div class={`league ${opened ? "has-sheet" : ""}`}>
      <div class="league-main">
        <RunLine run={found.run} />
        {found.run === null ? (
          <EmptyState icon="scale" title={m.noRun()}>
            {m.noRunText()}
          </EmptyState>
        ) : (
          <>
            <GradesChart rows={found.rows} />
            <div class="league-tools">
              <input
                class="input"
                type="search"
                value={search.value}
                placeholder={m.search()}
                aria-label={m.search()}
                onInput={(event) => {
                  search.value = event.currentTarget.value;
                }}
              />
              <Key rows={found.rows} />
            </div>
            {rows.length === 0 ? (
              <EmptyState
                icon="scale"
                title={m.emptyLeague()}
                action={
                  gradeFilter.value ? <Button onClick={() => setGradeFilter("")}>{m.cancel()}</Button> : undefined
                }
              />
            ) : (
              <Ranking rows={rows} full={full} openId={opened?.id ?? null} />
            )}
          </>
        )}
      </div>
      {opened && <WhySheet row={opened} />}
    </div>
  );
}

function visible(rows: LeagueRow[]): LeagueRow[] {
  const words = search.value.trim();
  const grade = gradeFilter.value;
  return rows.filter(
    (row) =>
      (!words || row.party_name_zh.includes(words) || (row.credit_code ?? "").includes(words.toUpperCase())) &&
      (!grade || (row.status === "graded" ? row.grade : row.status) === grade),
  );
}

function RunLine({ run }: { run: Run | null }) {
  const scheme = schemes.data.value?.schemes[0];
  const verify = () =>
    api
      .get("/api/performance/runs/{run_id}/verification", { path: { run_id: run!.id } })
      .then((proof) =>
        proof.same_inputs && proof.same_algorithm && proof.differing.length === 0
          ? toast(m.verified(proof.results))
          : toast(m.notVerified(), "error"),
      )
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  return (
    <div class="league-run">
      {run && (
        <p>
          {m.run(run.run_no, formatDate(run.fixed_on), run.recorded_by_name)}
          <span class="quiet" title={`SHA-256 ${run.inputs_sha256}`}>
            {" "}
            {run.scheme_title_zh} · {run.algorithm}
          </span>{" "}
          {!run.scheme_confirmed && (
            <Badge tone="warning" title={m.unconfirmedText()}>
              {m.unconfirmed()}
            </Badge>
          )}
        </p>
      )}
      <span class="league-run-tools">
        {run && (
          <Button kind="quiet" icon="refresh" onClick={verify}>
            {m.verify()}
          </Button>
        )}
        {mayEdit() && schemes.data.value?.schemes.length !== 0 && (
          <Button icon="lock" disabled={!scheme} onClick={() => ask({ kind: "fix" })}>
            {m.fix()}
          </Button>
        )}
      </span>
    </div>
  );
}

/** What the colours of the bars are: only the criteria that occur. */
function Key({ rows }: { rows: LeagueRow[] }) {
  const used = [...new Set(rows.flatMap((row) => row.contributions.map((part) => part.criterion)))];
  return (
    <ul class="league-key">
      {used.map((criterion) => (
        <li key={criterion}>
          <span class="league-dot" style={{ backgroundColor: criterionColors[criterion] }} aria-hidden="true" />
          {term("performance.Criterion", criterion)}
        </li>
      ))}
    </ul>
  );
}

function Ranking({ rows, full, openId }: { rows: LeagueRow[]; full: number; openId: number | null }) {
  return (
    <div class="page-card page-scroll">
      <table class="page-table league-table">
        <thead>
          <tr>
            <th scope="col">{m.rank()}</th>
            <th scope="col">{m.enterprise()}</th>
            <th scope="col">{m.grade()}</th>
            <th scope="col" class="is-number">
              {m.score()}
            </th>
            <th scope="col" class="league-bar">
              {m.made()}
            </th>
            <th scope="col" class="is-number">
              {m.land()}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} class={row.id === openId ? "is-open" : ""}>
              <td class="figure">
                {row.rank ?? "—"}
                {row.is_tied && <span class="quiet"> {m.tied()}</span>}
                <span class="quiet league-segment">{term("performance.Segment", row.segment)}</span>
              </td>
              <td>
                <button
                  type="button"
                  class="text-link"
                  aria-pressed={row.id === openId}
                  onClick={() => openResult(row.id === openId ? null : row.id)}
                >
                  {inLanguage(row.party_name_zh, row.party_name_en)}
                </button>
                <span class="quiet">
                  {row.park_code} {inLanguage(row.park_name_zh, row.park_name_en)}
                </span>
              </td>
              <td>
                <GradeMark grade={row.grade} status={row.status} short />
                {row.has_open_appeal && <Badge tone="info">{m.openAppeal()}</Badge>}
              </td>
              <td class="figure is-number">{formatNumber(row.score, 2)}</td>
              <td class="league-bar">
                {row.score === null ? (
                  <span class="quiet">{row.reason_zh}</span>
                ) : (
                  <Bar row={row} full={full} isOpen={row.id === openId} />
                )}
              </td>
              <td class="figure is-number">{formatArea(row.land_m2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the score is made of; a part opens the sheet at its criterion, pressed again it is marked no longer. */
function Bar({ row, full, isOpen }: { row: LeagueRow; full: number; isOpen: boolean }) {
  const marked = isOpen ? markedCriterion.value : null;
  const part = (item: Contribution) => ({
    key: item.criterion,
    value: Number(item.points ?? 0),
    color: criterionColors[item.criterion] ?? "#8A97A3",
    label: `${term("performance.Criterion", item.criterion)} ${formatNumber(Number(item.points ?? 0), 2)}`,
    pressed: item.criterion === marked,
    onPress: () => openResult(row.id, item.criterion === marked ? null : item.criterion),
  });
  return <StackedBar segments={row.contributions.map(part)} full={full} label={`${row.party_name_zh} ${m.made()}`} />;
}
