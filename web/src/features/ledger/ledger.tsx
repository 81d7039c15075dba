import { useEffect, useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import type { PlotPage, PlotRow } from "../../api/types";
import { isPhone } from "../../app/layout";
import { clearFilters, isFiltered, selectedIds } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { hoveredId, primaryId } from "../../app/selection";
import { Button } from "../../ui/button";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { Table } from "../../ui/table";
import { tableColumns } from "./columns";
import { chosenColumns, pickRow, rows, setSort, sort } from "./ledger.state";
import { LedgerHead } from "./ledger-head";
import { m } from "./messages";
import "./ledger.css";

/** Three facts and the box that picks: what a phone is wide enough for. A touch opens the plot itself. */
function phoneTable(totals: PlotPage | null) {
  const widths: Record<string, number> = { plot_no: 92, stage: 128, area: 104 };
  return tableColumns(["plot_no", "stage", "area"], totals)
    .filter(({ key }) => key !== "zoom")
    .map((column) => ({ ...column, width: widths[column.key] ?? column.width, grow: column.key === "stage" }));
}

const rowAt = (index: number) => rows.rowAt(index);
const rowKey = (row: PlotRow) => row.id;
const need = (from: number, to: number) => rows.need(from, to);

/** 台账: the same plots as on the map, as rows. */
export function Ledger() {
  const totals = rows.answer.value;
  const error = rows.error.value;
  const revealed = useRevealedRow();
  // Reading the version makes the table follow pages that arrive while it is scrolled.
  void rows.version.value;
  const columns = isPhone.value ? phoneTable(totals) : tableColumns(chosenColumns.value, totals);
  return (
    <div class="ledger">
      <LedgerHead outside={revealed.outside} />
      {error !== null && totals !== null && <Note tone="error">{sentenceOf(error)}</Note>}
      <div class="ledger-table">
        {totals === null ? (
          error ? (
            <ErrorState text={sentenceOf(error)} onRetry={() => rows.retry()} />
          ) : (
            <LoadingState />
          )
        ) : (
          <Table
            label={m.ledger()}
            columns={columns}
            count={totals.total}
            rowAt={rowAt}
            rowKey={rowKey}
            sort={sort.value}
            onSort={setSort}
            isSelected={(row) => selectedIds.value.includes(row.id)}
            isHovered={(row) => hoveredId.value === row.id}
            onSelect={(row, event) => (isPhone.value ? goToPlot(row) : pickRow(row, event))}
            onOpen={(row) => goToPlot(row)}
            onHover={(row) => {
              hoveredId.value = row?.id ?? null;
            }}
            onRange={need}
            scrollToIndex={revealed.index}
            empty={<NoRows />}
          />
        )}
      </div>
    </div>
  );
}

/** Where the plot stands that was picked elsewhere (on the map, by search), so that the table can bring it into view. */
function useRevealedRow(): { index: number | null; outside: boolean } {
  const [found, setFound] = useState<{ index: number | null; outside: boolean }>({ index: null, outside: false });
  const id = primaryId.value;
  const version = rows.answer.value;
  useEffect(() => {
    if (id === null || version === null) {
      setFound({ index: null, outside: false });
      return;
    }
    let current = true;
    rows.find(id).then((index) => {
      if (current) setFound({ index: index >= 0 ? index : null, outside: index < 0 });
    });
    return () => {
      current = false;
    };
  }, [id, version]);
  return found;
}

function NoRows() {
  if (!isFiltered.value)
    return (
      <EmptyState icon="ledger" title={m.emptyTitle()}>
        {m.emptyAll()}
      </EmptyState>
    );
  return (
    <EmptyState
      icon="filter"
      title={m.emptyTitle()}
      action={<Button onClick={clearFilters}>{m.clearFilters()}</Button>}
    >
      {m.emptyFiltered()}
    </EmptyState>
  );
}
