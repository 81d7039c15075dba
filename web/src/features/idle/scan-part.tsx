import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { exportList } from "../../app/export-list";
import { setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory, parkName, parks } from "../../app/zone";
import { formatDate, formatInstant } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { ExportMenu } from "../../ui/export-menu";
import { type Option, Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Table } from "../../ui/table";
import { toast } from "../../ui/toast";
import { ClassMark } from "./class-mark";
import {
  clearFilters,
  type FilterName,
  filter,
  isFiltered,
  listIsShown,
  listQuery,
  openPlot,
  rows,
  setFilter,
  sort,
} from "./idle.state";
import { m } from "./messages";
import { scanColumns } from "./scan-columns";
import "./idle.css";

/** 筛: the scan's list as a desk of its own. */
export function ScanPage() {
  return (
    <div class="idle-page">
      <header class="idle-page-head">
        <div>
          <h2>{m.desk()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
      </header>
      <ScanPart />
    </div>
  );
}

/** The list of the scan: last run, classes with their sums, filters, one row a contract. Other desks may show it as a part. */
export function ScanPart() {
  useEffect(() => {
    listIsShown.value = true;
    return () => {
      listIsShown.value = false;
    };
  }, []);
  return (
    <section class="idle-scan" aria-label={m.desk()}>
      <LastRun />
      <Classes />
      <Filters />
      <List />
    </section>
  );
}

function LastRun() {
  const busy = useSignal(false);
  const page = rows.answer.value;
  const run = page?.last_scan;
  const scanNow = async () => {
    busy.value = true;
    try {
      const done = await api.post("/api/idle-scans");
      toast(m.ranScan(done.contracts, done.written));
      noteDataChange();
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
    busy.value = false;
  };
  const save = (form: "xlsx" | "csv") => exportList(`/api/idle-findings/export.${form}`, listQuery.value);
  return (
    <div class="idle-run">
      <span class="quiet figure">
        {run
          ? m.lastScan(formatDate(run.as_of), run.contracts, formatInstant(run.finished_at))
          : page
            ? m.neverScanned()
            : ""}
      </span>
      <span class="idle-run-tools">
        {can("idle:scan") && (
          <Button
            icon="refresh"
            busy={busy.value}
            disabled={isHistory.value}
            title={isHistory.value ? m.readOnly() : undefined}
            onClick={scanNow}
          >
            {m.runScan()}
          </Button>
        )}
        <ExportMenu
          label={m.export()}
          items={[
            { label: m.exportXlsx(), icon: "table", onSelect: () => save("xlsx") },
            { label: m.exportCsv(), icon: "download", onSelect: () => save("csv") },
          ]}
        />
      </span>
    </div>
  );
}

/** Contracts and land per class; pressing one shows its list. */
function Classes() {
  const page = rows.answer.value;
  if (!page) return null;
  const chosen = filter.value.land_class;
  return (
    <div class="idle-classes" role="group" aria-label={m.landClass()}>
      {page.tally.map((one) => {
        const name = one.land_class || "-";
        return (
          <button
            key={name}
            type="button"
            class="idle-class-box"
            aria-pressed={chosen === name}
            onClick={() => setFilter("land_class", chosen === name ? "" : name)}
          >
            <ClassMark name={one.land_class} />
            <span class="figure">
              <b>{m.contracts(formatNumber(one.contracts))}</b> {formatArea(one.area_m2)}
            </span>
          </button>
        );
      })}
    </div>
  );
}

function Filters() {
  const chosen = filter.value;
  const choice = (name: FilterName, label: string, placeholder: string, options: Option[]) => (
    <Select
      compact
      label={label}
      value={chosen[name]}
      placeholder={placeholder}
      options={options}
      onValue={(value) => setFilter(name, value)}
    />
  );
  return (
    <div class="idle-filters">
      <input
        class="input"
        type="search"
        value={chosen.q}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => setFilter("q", event.currentTarget.value)}
      />
      {choice(
        "park",
        m.park(),
        m.allParks(),
        parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` })),
      )}
      {choice("side", m.side(), m.allSides(), termOptions("idle.CauseSide"))}
      {choice("duty", m.duty(), m.allDuties(), termOptions("idle.IdleDuty"))}
      {isFiltered.value && (
        <Button kind="quiet" onClick={clearFilters}>
          {m.clear()}
        </Button>
      )}
    </div>
  );
}

function List() {
  const page = rows.answer.value;
  const error = rows.error.value;
  // reading the version makes the table follow pages that come in while it is scrolled
  rows.version.value;
  if (!page) return error ? <ErrorState text={sentenceOf(error)} onRetry={() => rows.retry()} /> : <LoadingState />;
  return (
    <div class="idle-list">
      <p class="quiet figure idle-count">
        {m.rows(formatNumber(page.total))}
        {filter.value.land_class &&
          filter.value.land_class !== "-" &&
          ` · ${term("idle.IdleLandClass", filter.value.land_class)}`}
      </p>
      <Table
        label={m.desk()}
        columns={scanColumns()}
        count={page.total}
        rowAt={(index) => rows.rowAt(index)}
        rowKey={(row) => String(row.contract_id)}
        sort={sort.value}
        onSort={(next) => setExtra("idle_sort", next === "class" ? null : next)}
        onRange={(from, to) => rows.need(from, to)}
        onOpen={(row) => openPlot(row.plot_id)}
        onSelect={(row) => openPlot(row.plot_id)}
        empty={
          <EmptyState
            icon="hourglass"
            title={m.emptyTitle()}
            action={isFiltered.value ? <Button onClick={clearFilters}>{m.clear()}</Button> : undefined}
          >
            {isFiltered.value ? m.emptyFiltered() : m.emptyText()}
          </EmptyState>
        }
      />
    </div>
  );
}
