import { sentenceOf } from "../../api/problem";
import { setExtra } from "../../app/location";
import { term, termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage, wide } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { areaFigure, areaUnitLabel, formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { type Column, Table } from "../../ui/table";
import { ClassMark } from "./class-mark";
import { m } from "./messages";
import { clearFilters, filter, isFiltered, ladder, openedId, openPatch, rows, setFilter, sort } from "./stock.state";
import type { Patch } from "./types";

/** What a patch is called: plot and part, or what the ground is. */
export function nameOf(patch: Pick<Patch, "plot_no" | "part_no" | "label_zh">): string {
  if (!patch.plot_no) return patch.label_zh || m.ground();
  return patch.part_no ? `${patch.plot_no} ${m.part(patch.part_no)}` : patch.plot_no;
}

/** The patch as drawn, and its plot as the register and every other screen have it. */
export function areasOf(patch: Pick<Patch, "area_m2" | "plot_area_m2">): string {
  const drawn = formatArea(patch.area_m2);
  return patch.plot_area_m2 === null ? drawn : m.areas(drawn, formatArea(patch.plot_area_m2));
}

function PatchFilters() {
  const chosen = filter.value;
  const details = (ladder.data.value?.details ?? []).filter(
    (item) => !chosen.stock_class || item.stock_class === chosen.stock_class,
  );
  return (
    <>
      <input
        class="input stock-search"
        type="search"
        value={chosen.q}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => setFilter("q", event.currentTarget.value)}
      />
      <Select
        compact
        label={m.park()}
        value={chosen.park}
        placeholder={m.allParks()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => setFilter("park", value)}
      />
      <Select
        compact
        label={m.stockClass()}
        value={chosen.stock_class}
        placeholder={m.allClasses()}
        options={termOptions("stock.StockClass")}
        onValue={(value) => setFilter("stock_class", value)}
      />
      <Select
        compact
        label={m.detail()}
        value={chosen.detail}
        placeholder={m.detail()}
        options={[...new Set(details.map(({ detail }) => detail))].map((value) => ({
          value,
          label: term("stock.StockDetail", value),
        }))}
        onValue={(value) => setFilter("detail", value)}
      />
      {isFiltered.value && (
        <Button kind="quiet" onClick={clearFilters}>
          {m.clear()}
        </Button>
      )}
    </>
  );
}

function columns(): Column<Patch>[] {
  return [
    { key: "place", title: m.place(), width: 150, sort: "plot", cell: (row) => nameOf(row) },
    { key: "park", title: m.park(), width: 60, cell: (row) => row.park_code },
    {
      key: "class",
      title: m.stockClass(),
      width: wide(130, 204),
      sort: "class",
      cell: (row) => <ClassMark value={row.stock_class} />,
    },
    {
      key: "detail",
      title: m.detail(),
      width: wide(150, 280),
      cell: (row) => (
        <>
          {term("stock.StockDetail", row.detail)} {row.is_decided && <Badge tone="info">{m.decided()}</Badge>}
        </>
      ),
    },
    {
      key: "area",
      title: m.drawnArea(areaUnitLabel()),
      width: wide(110, 150),
      align: "end",
      sort: "area",
      cell: (row) => areaFigure(row.area_m2),
    },
    {
      key: "plotArea",
      title: m.plotArea(areaUnitLabel()),
      width: wide(110, 150),
      align: "end",
      cell: (row) => (row.plot_area_m2 === null ? "" : areaFigure(row.plot_area_m2)),
    },
    { key: "since", title: m.since(), width: 116, sort: "since", cell: (row) => formatDate(row.since) },
    {
      key: "reason",
      title: m.reason(),
      width: wide(260, 290),
      grow: true,
      cell: (row) => inLanguage(row.reason_zh, row.reason_en),
    },
  ];
}

/** The patches of the day under the filter, their number and area as sums of the same set. */
export function PatchList() {
  const page = rows.answer.value;
  const error = rows.error.value;
  // reading the version makes the table follow pages that come in while it is scrolled
  rows.version.value;
  if (!page) return error ? <ErrorState text={sentenceOf(error)} onRetry={() => rows.retry()} /> : <LoadingState />;
  return (
    <div class="stock-table">
      <div class="stock-filters">
        <PatchFilters />
        <span class="quiet figure">{m.rows(formatNumber(page.total), formatArea(page.area_m2))}</span>
      </div>
      <Table
        label={m.patches()}
        columns={columns()}
        count={page.total}
        rowAt={(index) => rows.rowAt(index)}
        rowKey={(row) => row.id}
        sort={sort.value}
        onSort={(next) => setExtra("stock_sort", next === "plot" ? null : next)}
        onRange={(from, to) => rows.need(from, to)}
        isSelected={(row) => row.id === openedId.value}
        onSelect={(row) => openPatch(row.id)}
        onOpen={(row) => openPatch(row.id)}
        empty={
          <EmptyState
            icon="scale"
            title={m.emptyPatches()}
            action={isFiltered.value ? <Button onClick={clearFilters}>{m.clear()}</Button> : undefined}
          >
            {m.emptyPatchesText()}
          </EmptyState>
        }
      />
    </div>
  );
}
