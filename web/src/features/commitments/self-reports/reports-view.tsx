import { sentenceOf } from "../../../api/problem";
import { SelfReportMark } from "../../../app/self-report-state";
import { term } from "../../../app/terms";
import { parkName, parks } from "../../../app/zone";
import { formatDate } from "../../../locale/date";
import { wide } from "../../../locale/language";
import { Button } from "../../../ui/button";
import { Chip } from "../../../ui/chips";
import { Select } from "../../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../../ui/states";
import { type Column, Table } from "../../../ui/table";
import { r } from "./messages";
import { DueMark, partWords, periodWords } from "./report-marks";
import { openReport, reportFilter, reportId, reports } from "./reports.state";
import { type ReportList, type ReportRow, reportStates } from "./types";
import "./reports.css";

const { filter, setFilter, clearFilter, isFiltered } = reportFilter;

/** 企业自报: who was asked for what, until when, and what came of it; what presses first stands first. */
export function ReportsView({ beside }: { beside: boolean }) {
  const found = reports.data.value;
  const error = reports.error.value;
  return (
    <div class="promises-table reports">
      <p class="quiet reports-intro">{r.intro()}</p>
      <Filters counts={found?.counts ?? null} />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={reports.reload} />}
      {!found && error === null && <LoadingState />}
      {found && error === null && (
        <>
          <p class="promises-count quiet figure" role="status">
            {r.rows(found.items.length)}
          </p>
          <List rows={found.items} beside={beside} />
        </>
      )}
    </div>
  );
}

function List({ rows, beside }: { rows: ReportRow[]; beside: boolean }) {
  return (
    <Table
      label={r.list()}
      columns={columns(beside)}
      count={rows.length}
      rowAt={(index) => rows[index]}
      rowKey={(row) => row.id}
      isSelected={(row) => row.id === reportId.value}
      onSelect={(row) => openReport(row.id)}
      onOpen={(row) => openReport(row.id)}
      empty={
        <EmptyState
          icon="mail"
          title={r.emptyTitle()}
          action={isFiltered.value ? <Button onClick={clearFilter}>{r.clear()}</Button> : undefined}
        >
          {isFiltered.value ? r.emptyFiltered() : r.emptyText()}
        </EmptyState>
      }
    />
  );
}

function Filters({ counts }: { counts: ReportList["counts"] | null }) {
  const { state, park, overdue } = filter.value;
  return (
    <fieldset class="promises-filters reports-filters" aria-label={r.counts()}>
      <Chip pressed={!state && !overdue} onToggle={() => setFilter({ state: "", overdue: "" })}>
        {r.all()}
      </Chip>
      {reportStates.map((one) => (
        <Chip
          key={one}
          pressed={state === one}
          count={counts?.[one]}
          onToggle={() => setFilter({ state: state === one ? "" : one, overdue: "" })}
        >
          {term("self_reports.ReportState", one)}
        </Chip>
      ))}
      <Chip
        pressed={overdue === "true"}
        count={counts?.overdue}
        onToggle={() => setFilter({ overdue: overdue ? "" : "true", state: "" })}
      >
        {r.overdue()}
      </Chip>
      <Select
        compact
        label={r.park()}
        value={park}
        placeholder={r.allParks()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => setFilter({ park: value })}
      />
    </fieldset>
  );
}

/** Beside an open sheet only what tells the rows apart. */
function columns(beside: boolean): Column<ReportRow>[] {
  const all: (Column<ReportRow> & { wide?: boolean })[] = [
    { key: "number", title: r.number(), width: 116, cell: (row) => <span class="figure">{row.report_no}</span> },
    { key: "state", title: r.state(), width: wide(128, 192), cell: (row) => <SelfReportMark state={row.state} /> },
    { key: "due", title: r.due(), width: 216, cell: (row) => <DueMark report={row} /> },
    { key: "plot", title: r.plot(), width: 92, cell: (row) => row.plot_no },
    { key: "party", title: r.party(), width: 126, grow: true, cell: (row) => row.party_name_zh },
    { key: "period", title: r.period(), width: 250, wide: true, cell: periodWords },
    { key: "parts", title: r.parts(), width: 200, wide: true, cell: partWords },
    {
      key: "filed",
      title: r.filed(),
      width: 148,
      wide: true,
      cell: (row) => <span class="figure">{formatDate(row.filed_on)}</span>,
    },
    { key: "owner", title: r.owner(), width: 96, wide: true, cell: (row) => row.owner_name || "—" },
  ];
  return all.filter((column) => !beside || !column.wide);
}
