import { batch, computed, effect, signal } from "@preact/signals";
import { type AnswerOf, api } from "../../api/client";
import { PagedRows } from "../../api/paged-rows";
import type { PlotRow } from "../../api/types";
import { dataRevision } from "../../app/changes";
import { filterQuery } from "../../app/filter-query";
import { layout } from "../../app/layout";
import { asOfQuery, extra, filters, selectedIds, setExtra } from "../../app/location";
import { selectPlots } from "../../app/selection";
import { session } from "../../app/session";
import { type ColumnKey, columnKeys, readColumns, usualColumns } from "./column-keys";
import { idsBetween } from "./picking";
import { readViews, type SavedView } from "./saved-views";

type Answer = AnswerOf<"get", "/api/plots">;
interface PlotPage extends Omit<Answer, "items"> {
  items: PlotRow[];
}

export const rows = new PagedRows<PlotRow, PlotPage>((row) => row.id, 200);

/** Without an account the server lists what is public of a plot and no more; the ledger is for those who have one. */
const full = (page: Answer): PlotPage => ({ ...page, items: [...page.items].filter(isFull) });
const isFull = (row: Answer["items"][number]): row is PlotRow => "is_public" in row;

export const defaultSort = "plot_no";
export const sort = computed(() => extra.value.sort || defaultSort);

export function setSort(by: string): void {
  setExtra("sort", by === defaultSort ? null : by);
}

/** What list, totals and export ask for: the same filter, date and order. */
export const ledgerQuery = computed(() => ({ ...filterQuery.value, ...asOfQuery.value, sort: sort.value }));

/** Follow filter, date, order and changes while the panel is open. */
function bindLedger(): void {
  let last = "";
  effect(() => {
    const query = ledgerQuery.value;
    const asked = JSON.stringify([query, dataRevision.value]);
    if (!session.value?.signed_in) {
      // The next person at this computer may see less.
      last = "";
      rows.clear();
      return;
    }
    if (!layout.value.bottom || asked === last) return;
    last = asked;
    rows.ask((offset, limit, abort) =>
      api.get("/api/plots", { query: { ...query, offset, limit }, signal: abort }).then(full),
    );
  });
}

// ---- columns -------------------------------------------------------------------------------------------------------

export const chosenColumns = computed(() => readColumns(extra.value.cols));

export function setColumns(keys: ColumnKey[]): void {
  const ordered = columnKeys.filter((key) => key === "plot_no" || keys.includes(key));
  const usual = ordered.length === usualColumns.length && ordered.every((key) => usualColumns.includes(key));
  setExtra("cols", usual ? null : ordered.join(","));
}

// ---- selection -----------------------------------------------------------------------------------------------------

let anchor: number | null = null;

/** A click picks one row, Ctrl adds or takes out, Shift takes all between; the first picked is the one the dossier shows. */
export function pickRow(row: PlotRow, keys: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): void {
  const index = rows.indexOf(row.id);
  if (keys.shiftKey && anchor !== null) {
    selectPlots(idsBetween(anchor, index, (i) => rows.rowAt(i)?.id));
    return;
  }
  anchor = index;
  if (keys.ctrlKey || keys.metaKey) toggleRow(row.id);
  else selectPlots([row.id]);
}

export function toggleRow(id: number): void {
  const now = selectedIds.value;
  selectedIds.value = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
}

// ---- saved views ---------------------------------------------------------------------------------------------------

const storageKey = "gisapp.ledger.views";

export const savedViews = signal<SavedView[]>(readViews(window.localStorage.getItem(storageKey)));

function keep(views: SavedView[]): void {
  savedViews.value = views;
  window.localStorage.setItem(storageKey, JSON.stringify(views));
}

export function saveView(name: string): void {
  const view = { name, filters: filters.value, sort: sort.value, columns: chosenColumns.value };
  keep([...savedViews.value.filter((other) => other.name !== name), view].sort((a, b) => a.name.localeCompare(b.name)));
}

export function deleteView(name: string): void {
  keep(savedViews.value.filter((view) => view.name !== name));
}

export function applyView(view: SavedView): void {
  batch(() => {
    filters.value = view.filters;
    setSort(view.sort);
    setColumns(view.columns);
  });
}

bindLedger();
