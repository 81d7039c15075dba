import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { parkName } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Icon } from "../../ui/icon";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { board, clearFilter, filter, meets, showProcess } from "./approvals.state";
import { Filters, officersOf } from "./filters";
import { LightMark } from "./light-mark";
import { m } from "./messages";
import { opening } from "./open-form.state";
import { shortDate } from "./short-date";
import { TotalBar } from "./total-bar";
import type { BoardCell, Board as BoardData, BoardProject } from "./types";

/** Projects down, stages across: a light, how many items are done, until when; the total against its limit. */
export function Board() {
  const data = board.data.value;
  const error = board.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={board.reload} />;
  if (!data) return <LoadingState />;
  const openButton = can("approval:edit") && (
    <Button
      kind="primary"
      icon="plus"
      onClick={() => {
        opening.value = true;
      }}
    >
      {m.open()}
    </Button>
  );
  if (!data.projects.length)
    return (
      <EmptyState icon="check" title={m.emptyBoard()} action={openButton || undefined}>
        {m.emptyBoardText()}
      </EmptyState>
    );
  const shown = data.projects.filter((row) => meets(row, filter.value)).sort(byUrgency);
  const sum = (name: "open" | "red" | "yellow") => shown.reduce((total, row) => total + row[name], 0);
  return (
    <>
      <Filters officers={officersOf(data.projects)} />
      <div class="approval-sums">
        <span class="figure">
          {m.shown(shown.length, data.projects.length)} · {m.openItems(sum("open"), sum("red"), sum("yellow"))}
        </span>
        {openButton}
      </div>
      {shown.length ? (
        <BoardTable data={data} shown={shown} />
      ) : (
        <EmptyState icon="filter" title={m.noneLeft()} action={<Button onClick={clearFilter}>{m.clear()}</Button>}>
          {m.noneLeftText()}
        </EmptyState>
      )}
    </>
  );
}

const rank = { red: 0, yellow: 1, green: 2 };

/** What is late first, then by the next day due; what is over comes last. */
function byUrgency(a: BoardProject, b: BoardProject): number {
  const late = (row: BoardProject) => (row.open === 0 ? 4 : row.light ? rank[row.light] : 3);
  return late(a) - late(b) || (a.next_due_on ?? "9999").localeCompare(b.next_due_on ?? "9999");
}

function BoardTable({ data, shown }: { data: BoardData; shown: BoardProject[] }) {
  return (
    <div class="page-card page-scroll">
      <table class="page-table approval-board">
        <thead>
          <tr>
            <th scope="col">{m.project()}</th>
            {data.stages.map((stage) => (
              <th key={stage.code} scope="col">
                {inLanguage(stage.name_zh, stage.name_en)}
              </th>
            ))}
            <th scope="col">{m.total()}</th>
            <th scope="col">{m.next()}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <BoardRow key={row.project_id} row={row} stages={data.stages.map(({ code }) => code)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BoardRow({ row, stages }: { row: BoardProject; stages: string[] }) {
  return (
    <tr>
      <th scope="row" class="approval-project">
        <button type="button" class="approval-link" onClick={() => showProcess(row.project_id)}>
          {inLanguage(row.name_zh, row.name_en)}
        </button>
        <span class="quiet">
          {parkName(row.park_code)}
          {row.plot_no && ` · ${row.plot_no}`} · {term("approvals.ProcessMode", row.mode)}
          {row.service_officer_name && ` · ${row.service_officer_name}`}
        </span>
      </th>
      {stages.map((code) => (
        <StageCell key={code} cell={row.stages.find((stage) => stage.code === code)} />
      ))}
      <td>
        <TotalBar total={row.total} compact />
      </td>
      <td class="approval-next">
        <span class="figure">{row.is_finished ? m.finished() : shortDate(row.next_due_on)}</span>
        <Waiting row={row} />
      </td>
    </tr>
  );
}

function StageCell({ cell }: { cell: BoardCell | undefined }) {
  if (!cell || cell.state === "empty") return <td class="quiet">—</td>;
  const branch = inLanguage(cell.branch_zh, cell.branch_en);
  return (
    <td
      class={`approval-cell approval-cell-${cell.state}`}
      title={cell.state === "done" ? undefined : m.branch(branch)}
    >
      <span class="approval-cell-head">
        {cell.state === "done" ? <Icon name="check" size={14} /> : <LightMark light={cell.light} />}
        {cell.state === "waiting" ? term("approvals.StageState", "waiting") : null}
        <span class="figure">{m.stageDone(cell.done, cell.items)}</span>
      </span>
      <span class="quiet figure">
        {cell.state === "done"
          ? cell.ended_on && m.endedOn(shortDate(cell.ended_on))
          : cell.state === "running" && cell.due_on && m.dueOn(shortDate(cell.due_on))}
      </span>
    </td>
  );
}

function Waiting({ row }: { row: BoardProject }) {
  return (
    <span class="page-badges">
      {row.suspended > 0 && <Badge tone="info">{m.suspended(row.suspended)}</Badge>}
      {row.tolerances_overdue > 0 && <Badge tone="danger">{m.toleratedLate(row.tolerances_overdue)}</Badge>}
      {row.tolerances_pending > 0 && <Badge tone="warning">{m.tolerated(row.tolerances_pending)}</Badge>}
      {row.simulated_waiting > 0 && (
        <Badge tone={row.conversion_ready ? "success" : "neutral"}>
          {row.conversion_ready ? m.convertible() : m.simulated(row.simulated_waiting)}
        </Badge>
      )}
    </span>
  );
}
