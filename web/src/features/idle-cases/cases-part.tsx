import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { ExportMenu } from "../../ui/export-menu";
import { type Option, Select } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { CaseDialogs } from "./case-dialogs";
import { CaseSheetPage } from "./case-sheet";
import { CaseTable } from "./case-table";
import {
  asked,
  caseId,
  cases,
  clearFilter,
  type FilterName,
  filter,
  filterQuery,
  isFiltered,
  mayEdit,
  officers,
  setFilter,
  tally,
} from "./cases.state";
import { m } from "./messages";
import { StateMark } from "./state-mark";
import { Suspects } from "./suspects";
import type { CaseList } from "./types";
import "./cases.css";

/** 个案: every case of the zone on the day of the screen, overdue first; one as a sheet. */
export function CasesPart() {
  return (
    <>
      {caseId.value === null ? <Overview /> : <CaseSheetPage />}
      <CaseDialogs />
    </>
  );
}

function Overview() {
  const found = cases.data.value;
  const error = cases.error.value;
  return (
    <div class="cases">
      <Steps whole={tally.data.value} />
      <Filters />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={cases.reload} />}
      {!found && error === null && <LoadingState />}
      {found && (
        <>
          <p class="quiet figure">
            {m.sums(found.total, found.open, found.overdue)} · {formatArea(found.idle_area_m2)}
          </p>
          {found.total > 0 ? (
            <CaseTable list={found} />
          ) : (
            <EmptyState
              icon="hourglass"
              title={m.emptyTitle()}
              action={isFiltered.value ? <Button onClick={clearFilter}>{m.clear()}</Button> : undefined}
            >
              {m.emptyText()}
            </EmptyState>
          )}
          <Suspects />
        </>
      )}
    </div>
  );
}

/** The road in its order, each step with the count of the rows behind it. */
function Steps({ whole }: { whole: CaseList | null }) {
  const chosen = filter.value.state;
  const openAsked = filter.value.open === "true";
  const overdueAsked = filter.value.overdue === "true";
  return (
    <div class="cases-steps form-chips">
      <Chip pressed={openAsked} count={whole?.open} onToggle={() => setFilter("open", openAsked ? "" : "true")}>
        {m.openOnly()}
      </Chip>
      <Chip
        pressed={overdueAsked}
        count={whole?.overdue}
        onToggle={() => setFilter("overdue", overdueAsked ? "" : "true")}
      >
        <Icon name="warning" size={14} /> {m.overdueOnly()}
      </Chip>
      <span class="cases-bar" aria-hidden="true" />
      {termOptions("idle_cases.CaseState").map(({ value }) => (
        <Chip
          key={value}
          pressed={chosen === value}
          count={whole?.by_state[value] ?? 0}
          onToggle={() => setFilter("state", chosen === value ? "" : value)}
        >
          <StateMark state={value} />
        </Chip>
      ))}
    </div>
  );
}

function Filters() {
  const wanted = filter.value;
  const choice = (name: FilterName, label: string, placeholder: string, options: Option[]) => (
    <Select
      compact
      label={label}
      value={wanted[name]}
      placeholder={placeholder}
      options={options}
      onValue={(value) => setFilter(name, value)}
    />
  );
  const save = (form: "xlsx" | "csv") => exportList(`/api/idle-cases/export.${form}`, filterQuery.value);
  return (
    <div class="cases-filters">
      <input
        class="input cases-search"
        type="search"
        value={wanted.q}
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
      {choice("ground", m.ground(), m.allGrounds(), termOptions("idle.IdleGround"))}
      {choice("side", m.side(), m.allSides(), [
        ...termOptions("idle.CauseSide").filter(({ value }) => value !== "unknown"),
        { value: "unknown", label: m.sideUnknown() },
      ])}
      {choice("measure", m.measure(), m.allMeasures(), termOptions("idle_cases.Measure"))}
      {choice("source", m.source(), m.allSources(), termOptions("idle_cases.CaseSource"))}
      {choice("blocking", m.blocking(), m.allBlocking(), termOptions("idle_cases.BlockingReason"))}
      {choice(
        "officer",
        m.officer(),
        m.allOfficers(),
        (officers.data.value ?? []).map(({ name }) => ({ value: name, label: name })),
      )}
      {isFiltered.value && (
        <Button kind="quiet" onClick={clearFilter}>
          {m.clear()}
        </Button>
      )}
      <span class="cases-tools">
        <ExportMenu
          label={m.export()}
          class="button button-plain"
          items={[
            { label: m.exportXlsx(), icon: "table", onSelect: () => void save("xlsx") },
            { label: m.exportCsv(), icon: "download", onSelect: () => void save("csv") },
          ]}
        />
        {mayEdit.value && (
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              asked.value = { kind: "open", land: { contract_id: null, plot_id: 0, plot_no: "", park_code: "" } };
            }}
          >
            {m.newClue()}
          </Button>
        )}
      </span>
    </div>
  );
}
