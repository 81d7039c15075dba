import { layout, setLayout } from "../../app/layout";
import { clearFilters, isFiltered, selectedIds } from "../../app/location";
import { clearSelection } from "../../app/selection";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { IconButton } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { ColumnChooser } from "./column-chooser";
import { ExportPopover } from "./export-popover";
import { FilterChips } from "./filter-chips";
import { rows } from "./ledger.state";
import { m } from "./messages";
import { ViewsPopover } from "./views-popover";

/** Title, totals and tools of the ledger, and its filters as chips. */
export function LedgerHead({ outside }: { outside: boolean }) {
  const totals = rows.answer.value;
  const full = layout.value.bottomFull;
  const picked = selectedIds.value.length;
  return (
    <header class="ledger-head">
      <h2 class="ledger-title">
        {m.ledger()}
        {totals && (
          <span class="ledger-totals figure" aria-live="polite">
            {m.rows(formatNumber(totals.total))} · {formatArea(totals.total_area_m2)}
          </span>
        )}
        {rows.loading.value && <span class="spinner" role="status" aria-label={m.stale()} />}
      </h2>
      {picked > 0 && (
        <Chip pressed onRemove={clearSelection} removeLabel={m.clearSelection()}>
          {outside ? m.selectedOutside(picked) : m.selected(picked)}
        </Chip>
      )}
      <div class="ledger-tools">
        <ColumnChooser />
        <ViewsPopover />
        <ExportPopover />
        <IconButton
          icon={full ? "collapse" : "expand"}
          label={full ? m.shrink() : m.enlarge()}
          pressed={full}
          onClick={() => setLayout({ bottomFull: !full })}
        />
        <IconButton
          icon="close"
          label={m.close()}
          shortcut="`"
          onClick={() => setLayout({ bottom: false, bottomFull: false })}
        />
      </div>
      <div class="ledger-filters">
        <FilterChips />
        {isFiltered.value && (
          <button type="button" class="ledger-clear" onClick={clearFilters}>
            {m.clearFilters()}
          </button>
        )}
      </div>
    </header>
  );
}
