import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { setExtra } from "../../app/location";
import { termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { ExportMenu } from "../../ui/export-menu";
import { type Option, Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Table } from "../../ui/table";
import { Tabs } from "../../ui/tabs";
import { ledgerColumns } from "./columns";
import { CommitmentSheet } from "./commitment-sheet";
import {
  clearFilters,
  type FilterName,
  filter,
  industries,
  isFiltered,
  listQuery,
  officers,
  openCommitment,
  opened,
  rates,
  rows,
  setFilter,
  sort,
  view,
  years,
} from "./commitments.state";
import { Identity } from "./identity";
import { m } from "./messages";
import { RatesTable } from "./rates-table";
import { r } from "./self-reports/messages";
import { ReportSheetPanel } from "./self-reports/report-sheet";
import { reportId } from "./self-reports/reports.state";
import { ReportsView } from "./self-reports/reports-view";
import type { RateTable } from "./types";
import "./commitments.css";

/** 诺: every promise of the zone on the day of the screen, its sums and rates, and one sheet beside the list. */
export function CommitmentsPage() {
  const shown = view.value;
  const beside = (shown === "ledger" && opened.value !== null) || (shown === "reports" && reportId.value !== null);
  return (
    <div class={`promises ${beside ? "has-sheet" : ""}`}>
      <section class="promises-main" aria-label={m.desk()}>
        <Head />
        {shown !== "reports" && <Filters />}
        {shown !== "reports" && <Sums />}
        <div class="promises-body">
          <Tabs
            label={m.views()}
            current={shown}
            onChange={(id) => setExtra("promise_view", id === "ledger" ? null : id)}
            tabs={[
              { id: "ledger", label: m.ledger() },
              { id: "rates", label: m.rates() },
              { id: "reports", label: r.tab() },
            ]}
          >
            {shown === "ledger" && <Ledger beside={beside} />}
            {shown === "rates" && <RatesTable />}
            {shown === "reports" && <ReportsView beside={beside} />}
          </Tabs>
        </div>
      </section>
      {beside && (shown === "reports" ? <ReportSheetPanel /> : <CommitmentSheet />)}
    </div>
  );
}

function Head() {
  return (
    <header class="promises-head">
      <div>
        <h2>{m.desk()}</h2>
        <p class="quiet">{m.intro()}</p>
      </div>
      {view.value !== "reports" && <Exports />}
    </header>
  );
}

function Exports() {
  const save = (form: "xlsx" | "csv") => exportList(`/api/commitments/export.${form}`, listQuery.value);
  return (
    <ExportMenu
      label={m.export()}
      items={[
        { label: m.exportXlsx(), icon: "table", onSelect: () => save("xlsx") },
        { label: m.exportCsv(), icon: "download", onSelect: () => save("csv") },
      ]}
    />
  );
}

/** The choices of a filter are the groups of the rates, so that none leads nowhere. */
function groups(table: RateTable | null, none: string): Option[] {
  return (table?.rows ?? []).map(({ key, label_zh, label_en }) => ({
    value: key || "-",
    label: key ? inLanguage(label_zh, label_en) : none,
  }));
}

function Filters() {
  const chosen = filter.value;
  const choice = (name: FilterName, label: string, placeholder: string, options: Option[]) => (
    <Select
      compact
      label={label}
      value={chosen[name] === "all" ? "" : chosen[name]}
      placeholder={placeholder}
      options={options}
      onValue={(value) => setFilter(name, value)}
    />
  );
  return (
    <div class="promises-filters">
      <input
        class="input promises-search"
        type="search"
        value={chosen.q}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => setFilter("q", event.currentTarget.value)}
      />
      {choice("obligor", m.obligor(), m.everybody(), termOptions("supply.Obligor"))}
      {choice(
        "park",
        m.park(),
        m.allParks(),
        parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` })),
      )}
      {choice("kind", m.kind(), m.allKinds(), termOptions("supply.ObligationKind"))}
      {choice("year", m.year(), m.allYears(), groups(years.data.value, ""))}
      {choice("industry", m.industry(), m.allIndustries(), groups(industries.data.value, m.noIndustry()))}
      {choice("officer", m.officer(), m.allOfficers(), groups(officers.data.value, m.nobody()))}
      <Chip
        pressed={chosen.is_open === "true"}
        onToggle={() => setFilter("is_open", chosen.is_open === "true" ? "" : "true")}
      >
        {m.openOnly()}
      </Chip>
      {isFiltered.value && (
        <Button kind="quiet" onClick={clearFilters}>
          {m.clear()}
        </Button>
      )}
    </div>
  );
}

function Sums() {
  const tally = view.value === "rates" ? rates.data.value?.total : rows.answer.value?.tally;
  return tally ? <Identity tally={tally} /> : null;
}

function Ledger({ beside }: { beside: boolean }) {
  const page = rows.answer.value;
  const error = rows.error.value;
  const current = opened.value;
  // reading the version makes the table follow pages that come in while it is scrolled
  rows.version.value;
  if (!page) return error ? <ErrorState text={sentenceOf(error)} onRetry={() => rows.retry()} /> : <LoadingState />;
  return (
    <div class="promises-table">
      <p class="promises-count quiet figure">{m.rows(formatNumber(page.total))}</p>
      <Table
        label={m.ledger()}
        columns={ledgerColumns(beside)}
        count={page.total}
        rowAt={(index) => rows.rowAt(index)}
        rowKey={(row) => `${row.contract_id}/${row.obligation_key}`}
        sort={sort.value}
        onSort={(next) => setExtra("promise_sort", next === "act_by" ? null : next)}
        onRange={(from, to) => rows.need(from, to)}
        isSelected={(row) => row.contract_id === current?.contract && row.obligation_key === current.key}
        onSelect={openCommitment}
        onOpen={openCommitment}
        empty={
          <EmptyState
            icon="handshake"
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
