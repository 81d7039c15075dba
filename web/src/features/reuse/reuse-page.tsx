import { useEffect } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { setExtra } from "../../app/location";
import { saveFile } from "../../app/save-file";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Menu } from "../../ui/menu";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { toast } from "../../ui/toast";
import { EncumbrancesTab } from "./encumbrances-tab";
import { MeasureSheet } from "./measure-sheet";
import { m } from "./messages";
import {
  asked,
  asksNew,
  clearFilter,
  encumbranceQuery,
  filterQuery,
  isFiltered,
  measureId,
  measures,
  openTab,
  readStart,
  setFilter,
  tab,
  tabs,
  usesQuery,
} from "./reuse.state";
import { ReuseBoard } from "./reuse-board";
import { ReuseFilters } from "./reuse-filters";
import { ReuseTable } from "./reuse-table";
import type { MeasureList } from "./types";
import { UsesTab } from "./uses-tab";
import "./reuse.css";

/** 盘活利用: measures as board and list, temporary uses, rights on land; one measure as a sheet. */
export function ReusePage() {
  const wanted = asksNew.value;
  useEffect(() => {
    if (!wanted) return;
    setExtra("new", null);
    const begin = async () => {
      const caseId = wanted.kind === "case" ? wanted.id : null;
      const plotId = caseId
        ? (await api.get("/api/idle-cases/{case_id}", { path: { case_id: caseId } })).plot_id
        : wanted.id;
      asked.value = { kind: "new", start: await readStart(plotId, caseId) };
    };
    begin().catch((error: unknown) => toast(sentenceOf(error), "error"));
  }, [wanted]);
  return measureId.value !== null ? <MeasureSheet /> : <Overview />;
}

function Overview() {
  const current = tab.value;
  const shown = tabs.filter((name) => name !== "encumbrances" || can("encumbrance:read"));
  return (
    <div class="page reuse-page">
      <header class="page-head">
        <div>
          <h2>{m.reuse()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        <Tools />
      </header>
      <Tabs
        tabs={shown.map((name) => ({ id: name, label: m[name]() }))}
        current={current}
        onChange={openTab}
        label={m.reuse()}
      >
        {current === "uses" && <UsesTab />}
        {current === "encumbrances" && <EncumbrancesTab />}
        {(current === "board" || current === "list") && <Measures asBoard={current === "board"} />}
      </Tabs>
    </div>
  );
}

const files = { board: "reuse", list: "reuse", uses: "temporary-uses", encumbrances: "encumbrances" } as const;

function Tools() {
  const mayEdit = can("reuse:edit") && !isHistory.value;
  const query = { board: filterQuery, list: filterQuery, uses: usesQuery, encumbrances: encumbranceQuery }[tab.value];
  const save = (form: string) => {
    saveFile(`/api/${files[tab.value]}/export.${form}`, query.value).catch((error: unknown) =>
      toast(sentenceOf(error), "error"),
    );
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
      {mayEdit && tab.value === "uses" && (
        <Button
          kind="primary"
          icon="plus"
          onClick={() => {
            asked.value = { kind: "use", plot: null, measureId: null };
          }}
        >
          {m.newUse()}
        </Button>
      )}
      {mayEdit && (tab.value === "board" || tab.value === "list") && (
        <Button
          kind="primary"
          icon="plus"
          onClick={() => {
            asked.value = { kind: "choose" };
          }}
        >
          {m.newMeasure()}
        </Button>
      )}
    </div>
  );
}

function Measures({ asBoard }: { asBoard: boolean }) {
  const found = measures.data.value;
  const error = measures.error.value;
  return (
    <div class="reuse-body">
      <ReuseFilters />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={measures.reload} />}
      {!found && error === null && <LoadingState />}
      {found && (
        <>
          <Sums list={found} />
          {found.total === 0 ? (
            <EmptyState
              icon="recycle"
              title={m.emptyTitle()}
              action={isFiltered.value ? <Button onClick={clearFilter}>{m.clear()}</Button> : undefined}
            >
              {m.emptyText()}
            </EmptyState>
          ) : asBoard ? (
            <ReuseBoard list={found} />
          ) : (
            <ReuseTable list={found} />
          )}
        </>
      )}
    </div>
  );
}

/** What the list adds up to; each figure is the list that stands below. */
function Sums({ list }: { list: MeasureList }) {
  const figures: [string, string][] = [
    [m.sumCount(), String(list.total)],
    [m.sumArea(), formatArea(list.area_m2)],
    [m.sumReleased(), formatArea(list.released_m2)],
    [m.sumReused(), formatArea(list.reused_m2)],
  ];
  return (
    <div class="reuse-sums">
      {figures.map(([label, value]) => (
        <div key={label} class="reuse-sum">
          <span class="quiet">{label}</span>
          <strong class="figure">{value}</strong>
        </div>
      ))}
      <button
        type="button"
        class={`reuse-sum ${list.overdue > 0 ? "reuse-sum-late" : ""}`}
        onClick={() => setFilter({ due: "overdue" })}
      >
        <span class="quiet">{m.sumOverdue()}</span>
        <strong class="figure">{list.overdue}</strong>
      </button>
    </div>
  );
}
