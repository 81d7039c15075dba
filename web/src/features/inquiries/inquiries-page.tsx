import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { Button } from "../../ui/button";
import { Menu } from "../../ui/menu";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { AskedDialog } from "./asked-dialog";
import { DutyTab } from "./duty-tab";
import {
  clearFilter,
  filter,
  filterQuery,
  inquiries,
  inquiryId,
  isFiltered,
  openTab,
  setFilter,
  tab,
  tabs,
} from "./inquiries.state";
import { InquiryFilters } from "./inquiry-filters";
import { InquirySheetPage } from "./inquiry-sheet";
import { InquiryTable } from "./inquiry-table";
import { m } from "./messages";
import { SourcesTab } from "./sources-tab";
import type { InquiryList } from "./types";
import "./inquiries.css";

/** 咨询: what investors ask, overdue first; one inquiry as a sheet; where they come from; who answers. */
export function InquiriesPage() {
  return (
    <>
      {inquiryId.value !== null ? <InquirySheetPage /> : <Overview />}
      <AskedDialog />
    </>
  );
}

function Overview() {
  const current = tab.value;
  return (
    <div class="page inquiries-page">
      <header class="page-head">
        <div>
          <h2>{m.inquiries()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        {current === "list" && <Tools />}
      </header>
      <Tabs
        tabs={tabs.map((name) => ({ id: name, label: m[name]() }))}
        current={current}
        onChange={openTab}
        label={m.inquiries()}
      >
        {current === "list" && <List />}
        {current === "sources" && <SourcesTab />}
        {current === "duty" && <DutyTab />}
      </Tabs>
    </div>
  );
}

function Tools() {
  const save = (form: string) => {
    exportList(`/api/inquiries/export.${form}`, filterQuery.value);
  };
  return (
    <div class="page-tools">
      <Menu
        trigger={m.exports()}
        label={m.exports()}
        class="button button-plain"
        align="end"
        items={[
          { label: m.exportXlsx(), icon: "download", onSelect: () => save("xlsx") },
          { label: m.exportCsv(), icon: "download", onSelect: () => save("csv") },
        ]}
      />
    </div>
  );
}

function List() {
  const found = inquiries.data.value;
  const error = inquiries.error.value;
  return (
    <div class="inquiries-body">
      <InquiryFilters />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={inquiries.reload} />}
      {!found && error === null && <LoadingState />}
      {found && <Counts list={found} />}
      {found &&
        (found.total === 0 ? (
          <EmptyState
            icon="mail"
            title={m.emptyTitle()}
            action={isFiltered.value ? <Button onClick={clearFilter}>{m.clear()}</Button> : undefined}
          >
            {m.emptyText()}
          </EmptyState>
        ) : (
          <InquiryTable list={found} />
        ))}
    </div>
  );
}

function Counts({ list }: { list: InquiryList }) {
  return (
    <p class="inquiries-counts" role="status">
      <strong>{m.total(list.total)}</strong>
      {list.overdue > 0 && (
        <button
          type="button"
          class="text-button inquiries-late"
          aria-pressed={filter.value.overdue === "true"}
          onClick={() => setFilter({ overdue: filter.value.overdue ? "" : "true" })}
        >
          {m.overdueCount(list.overdue)}
        </button>
      )}
    </p>
  );
}
