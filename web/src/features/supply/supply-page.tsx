import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory, parkName, parks } from "../../app/zone";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { Menu } from "../../ui/menu";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Table } from "../../ui/table";
import { pipelineColumns } from "./columns";
import { SupplyDialogs } from "./dialogs";
import { ListingSheetPanel } from "./listing-sheet";
import { m } from "./messages";
import {
  clearFilter,
  dialog,
  filter,
  filterBy,
  isFiltered,
  listQuery,
  openListing,
  openListingId,
  pipeline,
} from "./supply.state";
import type { Pipeline, PipelineRow } from "./types";
import "./supply.css";

/** 供: plan lines and announcements on the day of the screen, by step, and one sheet beside the list. */
export function SupplyPage() {
  const beside = openListingId.value !== null;
  return (
    <div class={`supply ${beside ? "has-sheet" : ""}`}>
      <section class="supply-main" aria-label={m.supply()}>
        <Head />
        <Filters />
        <Body beside={beside} />
      </section>
      {beside && <ListingSheetPanel />}
      <SupplyDialogs />
    </div>
  );
}

function Head() {
  const save = (form: "xlsx" | "csv") => exportList(`/api/listings/export.${form}`, listQuery.value);
  return (
    <header class="supply-head">
      <div>
        <h2>{m.supply()}</h2>
        <p class="quiet supply-intro">{m.intro()}</p>
      </div>
      <div class="supply-acts">
        <Menu
          trigger={m.export()}
          label={m.export()}
          class="button button-plain"
          align="end"
          items={[
            { label: m.exportXlsx(), icon: "table", onSelect: () => save("xlsx") },
            { label: m.exportCsv(), icon: "download", onSelect: () => save("csv") },
          ]}
        />
        <Button
          icon="calendar"
          onClick={() => {
            dialog.value = { kind: "plans" };
          }}
        >
          {m.plans()}
        </Button>
        {can("listing:edit") && (
          <Button
            kind="primary"
            icon="megaphone"
            disabled={isHistory.value}
            title={isHistory.value ? m.historyNote() : undefined}
            onClick={() => {
              dialog.value = { kind: "draft" };
            }}
          >
            {m.newListing()}
          </Button>
        )}
      </div>
    </header>
  );
}

function Filters() {
  const held = filter.value;
  return (
    <div class="supply-filters">
      <input
        class="input supply-search"
        type="search"
        value={held.q}
        placeholder={m.search()}
        aria-label={m.searchLabel()}
        onInput={(event) => filterBy("q", event.currentTarget.value)}
      />
      <Select
        compact
        label={m.park()}
        value={held.park}
        placeholder={m.allParks()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => filterBy("park", value)}
      />
      <Select
        compact
        label={m.method()}
        value={held.method}
        placeholder={m.allMethods()}
        options={termOptions("supply.ListingMethod")}
        onValue={(value) => filterBy("method", value)}
      />
      <Select
        compact
        label={m.year()}
        value={held.year}
        placeholder={m.allYears()}
        options={(pipeline.data.value?.years ?? []).map((year) => ({ value: String(year), label: String(year) }))}
        onValue={(value) => filterBy("year", value)}
      />
      {isFiltered.value && (
        <Button kind="quiet" onClick={clearFilter}>
          {m.clear()}
        </Button>
      )}
    </div>
  );
}

function Body({ beside }: { beside: boolean }) {
  const list = pipeline.data.value;
  const error = pipeline.error.value;
  if (!list) return error ? <ErrorState text={sentenceOf(error)} onRetry={pipeline.reload} /> : <LoadingState />;
  return (
    <>
      <Steps list={list} />
      <div class="supply-table">
        <Table
          label={m.supply()}
          columns={pipelineColumns(list, beside)}
          count={list.items.length}
          rowAt={(index) => list.items[index]}
          rowKey={(row) => row.listing_id ?? `p${row.plan_item_id}`}
          isSelected={(row) => row.listing_id !== null && row.listing_id === openListingId.value}
          onSelect={openRow}
          onOpen={openRow}
          empty={
            <EmptyState
              icon="megaphone"
              title={m.emptyTitle()}
              action={isFiltered.value ? <Button onClick={clearFilter}>{m.clear()}</Button> : undefined}
            >
              {isFiltered.value ? m.emptyFiltered() : m.emptyText()}
            </EmptyState>
          }
        />
      </div>
    </>
  );
}

/** A line of the plan has no sheet of its own: opening it starts its announcement. */
function openRow(row: PipelineRow): void {
  if (row.listing_id !== null) openListing(row.listing_id);
  else if (can("listing:edit") && !isHistory.value)
    dialog.value = { kind: "draft", plotId: row.plot_id, planItemId: row.plan_item_id ?? undefined };
}

/** The steps with their counts: each chip is its list. */
function Steps({ list }: { list: Pipeline }) {
  const chosen = filter.value.column;
  const all = list.columns.reduce((sum, item) => sum + item.count, 0);
  return (
    <div class="supply-steps">
      <Chip pressed={!chosen} count={all} onToggle={() => filterBy("column", "")}>
        {m.everything()}
      </Chip>
      {list.columns.map((item) => (
        <Chip
          key={item.column}
          pressed={chosen === item.column}
          count={item.count}
          onToggle={() => filterBy("column", chosen === item.column ? "" : item.column)}
        >
          {term("supply.PipelineColumn", item.column)}
        </Chip>
      ))}
      <span class="supply-total quiet">{m.totalLine(list.total, formatArea(list.total_area_m2))}</span>
    </div>
  );
}
