import { noFilters, type PlotFilters } from "../../app/url";
import { type ColumnKey, readColumns } from "./column-keys";

export interface SavedView {
  name: string;
  filters: PlotFilters;
  sort: string;
  columns: ColumnKey[];
}

/** What is remembered on this computer; anything unreadable is forgotten, not shown broken. */
export function readViews(text: string | null): SavedView[] {
  try {
    const list = JSON.parse(text ?? "[]") as unknown;
    if (!Array.isArray(list)) return [];
    return list
      .filter((view): view is SavedView => typeof view?.name === "string" && typeof view?.filters === "object")
      .map((view) => ({
        name: view.name,
        filters: { ...noFilters, ...view.filters },
        sort: typeof view.sort === "string" ? view.sort : "plot_no",
        columns: readColumns(Array.isArray(view.columns) ? view.columns.join(",") : ""),
      }));
  } catch {
    return [];
  }
}
