import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { asOfQuery, openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { clearSelection, primaryId, selectPlot } from "../../app/selection";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory, parkName, parks } from "../../app/zone";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Table } from "../../ui/table";
import { toast } from "../../ui/toast";
import { boardColumns } from "./board-columns";
import { m } from "./messages";
import {
  board,
  boardFilters,
  clearFilter,
  filter,
  judgeAgain,
  rowsBut,
  setFilter,
  shownRows,
  sort,
} from "./prepare.state";
import { ReadinessSheet } from "./readiness-sheet";
import type { BoardRow, PlotState } from "./types";

/** Every candidate plot with its seven kinds of conditions, and beside it the one chosen, line by line. */
export function BoardTab() {
  const found = board.data.value;
  const error = board.error.value;
  const chosen = found?.items.find(({ plot_id }) => plot_id === primaryId.value) ?? null;
  return (
    <div class={`prepare-board ${chosen ? "has-sheet" : ""}`}>
      <section class="prepare-main" aria-label={m.board()}>
        <p class="quiet prepare-intro">{m.boardIntro()}</p>
        <Filters />
        {found && !isHistory.value && found.pending_count > 0 && (
          <p class="prepare-small prepare-pending">{m.pending(found.pending_count)}</p>
        )}
        <div class="prepare-list">
          {!found && (error ? <ErrorState text={sentenceOf(error)} onRetry={board.reload} /> : <LoadingState />)}
          {found && <List beside={chosen !== null} />}
        </div>
      </section>
      {chosen && <Beside row={chosen} />}
    </div>
  );
}

function Filters() {
  const { park, state, topic, q } = filter.value;
  const isFiltered = boardFilters.some((name) => filter.value[name] !== "");
  const refreshing = useSignal(false);
  const states = board.data.value?.totals.map((total) => total.state) ?? [];
  const count = (one: PlotState) => rowsBut("state").filter((row) => row.state === one).length;
  const save = () => exportList("/api/readiness/export.xlsx", { ...asOfQuery.value, park, state, topic, q });
  const refresh = async () => {
    refreshing.value = true;
    try {
      toast(m.refreshed(await judgeAgain()));
    } catch (failure) {
      toast(sentenceOf(failure), "error");
    }
    refreshing.value = false;
  };
  return (
    <div class="prepare-filters">
      <input
        class="input prepare-search"
        type="search"
        value={q}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => setFilter("q", event.currentTarget.value)}
      />
      <Select
        compact
        label={m.park()}
        value={park}
        placeholder={m.allParks()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => setFilter("park", value)}
      />
      <Select
        compact
        label={m.lacking()}
        value={topic}
        placeholder={m.allTopics()}
        options={termOptions("supply.ReadinessTopic").map(({ value, label }) => ({
          value,
          label: `${m.lacking()}：${label}`,
        }))}
        onValue={(value) => setFilter("topic", value)}
      />
      {states.map((one) => (
        <Chip
          key={one}
          pressed={state === one}
          count={count(one)}
          onToggle={() => setFilter("state", state === one ? "" : one)}
        >
          {term("supply.PlotReadiness", one)}
        </Chip>
      ))}
      {isFiltered && (
        <Button kind="quiet" onClick={() => clearFilter(boardFilters)}>
          {m.clear()}
        </Button>
      )}
      <span class="prepare-filters-end">
        {can("readiness:answer") && !isHistory.value && (board.data.value?.pending_count ?? 0) > 0 && (
          <Button icon="refresh" busy={refreshing.value} onClick={refresh}>
            {m.refresh()}
          </Button>
        )}
        <Button icon="download" onClick={save}>
          {m.export()}
        </Button>
      </span>
    </div>
  );
}

function List({ beside }: { beside: boolean }) {
  const rows = shownRows.value;
  const isFiltered = boardFilters.some((name) => filter.value[name] !== "");
  return (
    <Table
      label={m.board()}
      columns={boardColumns(beside, rows)}
      count={rows.length}
      rowAt={(index) => rows[index]}
      rowKey={(row) => row.plot_id}
      sort={sort.value}
      onSort={(by) => {
        sort.value = by;
      }}
      isSelected={(row) => row.plot_id === primaryId.value}
      onSelect={(row) => selectPlot(row.plot_id)}
      onOpen={(row) => selectPlot(row.plot_id)}
      empty={
        <EmptyState icon="check" title={m.empty()}>
          {isFiltered ? m.emptyFiltered() : m.emptyText()}
        </EmptyState>
      }
    />
  );
}

function Beside({ row }: { row: BoardRow }) {
  return (
    <section class="prepare-side" aria-label={row.plot_no}>
      <header class="prepare-side-head">
        <div>
          <h3>{row.plot_no}</h3>
          <p class="quiet">
            {parkName(row.park_code)} · {formatArea(row.area_m2)} · {term("land.SupplyState", row.supply)}
          </p>
        </div>
        <Button
          icon="locate"
          onClick={() => {
            openDesk("map");
            goToPlot({ id: row.plot_id, bbox: row.bbox });
          }}
        >
          {m.onMap()}
        </Button>
        <IconButton icon="close" label={m.close()} onClick={clearSelection} />
      </header>
      <div class="prepare-side-body">
        <ReadinessSheet key={row.plot_id} plotId={row.plot_id} />
      </div>
    </section>
  );
}
