import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { can } from "../../app/session";
import { termOptions } from "../../app/terms";
import { isHistory, parkName, parks, shownDate } from "../../app/zone";
import { formatYuan } from "../../locale/money";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { Menu } from "../../ui/menu";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Table } from "../../ui/table";
import { contractColumns } from "./contract-columns";
import { ContractDialogs } from "./contract-dialogs";
import { ContractSheetPanel } from "./contract-sheet";
import {
  allocations,
  clearContractFilter,
  contractFilter,
  contractSort,
  contracts,
  dialog,
  filterContracts,
  isContractFiltered,
  listQuery,
  openContract,
  openContractId,
  sortContracts,
} from "./contracts.state";
import { m } from "./messages";
import type { ContractList } from "./types";
import "./contracts.css";

/** 约: every contract of the zone on the day of the screen, its sums, and one sheet beside the list. */
export function ContractsPage() {
  const beside = openContractId.value !== null;
  return (
    <div class={`contracts ${beside ? "has-sheet" : ""}`}>
      <section class="contracts-main" aria-label={m.contracts()}>
        <Head />
        <Filters />
        <div class="contracts-table">
          <Body beside={beside} />
        </div>
      </section>
      {beside && <ContractSheetPanel />}
      <ContractDialogs />
    </div>
  );
}

function Head() {
  const waiting = allocations.data.value?.length ?? 0;
  const mayNotSign = isHistory.value;
  const save = (form: "xlsx" | "csv") => exportList(`/api/contracts/export.${form}`, listQuery.value);
  return (
    <header class="contracts-head">
      <div>
        <h2>{m.contracts()}</h2>
        <p class="quiet contracts-intro">{m.intro()}</p>
      </div>
      <div class="contracts-acts">
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
        {can("contract:sign") && (
          <Button
            kind="primary"
            icon="handshake"
            disabled={mayNotSign}
            title={mayNotSign ? m.historyNote() : waiting > 0 ? m.waiting(waiting) : undefined}
            onClick={() => {
              dialog.value = { kind: "choose" };
            }}
          >
            {m.sign()}
            {waiting > 0 && (
              <span class="contracts-count figure" aria-hidden="true">
                {waiting}
              </span>
            )}
          </Button>
        )}
      </div>
    </header>
  );
}

function Filters() {
  const filter = contractFilter.value;
  const thisYear = Number(shownDate.value?.slice(0, 4));
  const years = Array.from({ length: 12 }, (_, i) => String(thisYear - i)).map((year) => ({
    value: year,
    label: year,
  }));
  const choice = (name: "park" | "method" | "year" | "state" | "progress", label: string, none: string) => (
    <Select
      compact
      label={label}
      value={filter[name]}
      placeholder={none}
      options={
        name === "park"
          ? parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))
          : name === "year"
            ? years
            : termOptions(
                { method: "supply.ListingMethod", state: "supply.ContractState", progress: "supply.ContractProgress" }[
                  name
                ],
              )
      }
      onValue={(value) => filterContracts(name, value)}
    />
  );
  return (
    <div class="contracts-filters">
      <input
        class="input contracts-search"
        type="search"
        value={filter.q}
        placeholder={m.search()}
        aria-label={m.searchLabel()}
        onInput={(event) => filterContracts("q", event.currentTarget.value)}
      />
      {choice("park", m.park(), m.allParks())}
      {choice("progress", m.progress(), m.allProgress())}
      {choice("state", m.state(), m.allStates())}
      {choice("method", m.method(), m.allMethods())}
      {choice("year", m.year(), m.allYears())}
      <Chip
        pressed={filter.overdue === "true"}
        onToggle={() => filterContracts("overdue", filter.overdue === "true" ? "" : "true")}
      >
        {m.overdueOnly()}
      </Chip>
      {isContractFiltered.value && (
        <Button kind="quiet" onClick={clearContractFilter}>
          {m.clear()}
        </Button>
      )}
    </div>
  );
}

function Body({ beside }: { beside: boolean }) {
  const list = contracts.answer.value;
  const error = contracts.error.value;
  // reading the version makes the table follow pages that come in while it is scrolled
  contracts.version.value;
  if (!list)
    return error ? <ErrorState text={sentenceOf(error)} onRetry={() => contracts.retry()} /> : <LoadingState />;
  return (
    <>
      <Totals list={list} />
      <Table
        label={m.contracts()}
        columns={contractColumns(list.totals, beside)}
        count={list.total}
        rowAt={(index) => contracts.rowAt(index)}
        rowKey={(row) => row.id}
        sort={contractSort.value}
        onSort={sortContracts}
        onRange={(from, to) => contracts.need(from, to)}
        isSelected={(row) => row.id === openContractId.value}
        onSelect={(row) => openContract(row.id)}
        onOpen={(row) => openContract(row.id)}
        empty={
          <EmptyState
            icon="handshake"
            title={m.emptyTitle()}
            action={isContractFiltered.value ? <Button onClick={clearContractFilter}>{m.clear()}</Button> : undefined}
          >
            {isContractFiltered.value ? m.emptyFiltered() : m.emptyText()}
          </EmptyState>
        }
      />
    </>
  );
}

function Totals({ list }: { list: ContractList }) {
  const { total, area_m2, price_yuan, without_price, with_overdue, overdue } = list.totals;
  return (
    <p class="contracts-totals">
      <b>{m.totalLine(total, formatArea(area_m2), formatYuan(price_yuan))}</b>
      {without_price > 0 && <span class="quiet">{m.withoutPrice(without_price)}</span>}
      {overdue > 0 && <span class="contracts-late">{m.overdueLine(with_overdue, overdue)}</span>}
    </p>
  );
}
