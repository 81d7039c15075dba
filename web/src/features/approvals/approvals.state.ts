import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOfQuery, desk, extra, openDesk, setExtra } from "../../app/location";
import { can, session } from "../../app/session";
import type { LightName } from "./types";

export type Part = "board" | "cases" | "items";

const here = () => desk.value === "approvals" && session.value?.signed_in && can("approval:read");

/** Which part of the desk is shown; a part of the address. */
export const part = computed<Part>(() => {
  const asked = extra.value.approvals;
  return asked === "cases" || asked === "items" ? asked : "board";
});
export const projectId = computed(() => Number(extra.value.process) || null);
export const caseId = computed(() => Number(extra.value.case) || null);

export function showPart(next: Part): void {
  setExtra("process", null);
  setExtra("approvals", next === "board" ? null : next);
}

export function showProcess(id: number | null): void {
  setExtra("process", id === null ? null : String(id));
}

export function showCase(id: number | null): void {
  setExtra("case", id === null ? null : String(id));
}

/** From another desk: the process of a project, or one case over it. */
export function openProcess(id: number, open: number | null = null): void {
  showProcess(id);
  showCase(open);
  openDesk("approvals");
}

export const board = resource(
  () =>
    here() && part.value === "board" && projectId.value === null
      ? { revision: dataRevision.value, ...asOfQuery.value }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/approvals", { query, signal: abort }),
);

/** Also those that have ended. */
export const withClosed = signal(false);

export const cases = resource(
  () =>
    here() && part.value === "cases" && projectId.value === null
      ? { revision: dataRevision.value, closed: withClosed.value, ...asOfQuery.value }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/approvals/cases", { query, signal: abort }),
);

export const process = resource(
  () =>
    here() && projectId.value !== null
      ? { id: projectId.value, revision: dataRevision.value, ...asOfQuery.value }
      : null,
  ({ id, revision: _, ...query }, abort) =>
    api.get("/api/approvals/projects/{project_id}", { path: { project_id: id }, query, signal: abort }),
);

export const sheet = resource(
  () => (here() && caseId.value !== null ? { id: caseId.value, ...asOfQuery.value } : null),
  ({ id, ...query }, abort) =>
    api.get("/api/approvals/cases/{case_id}", { path: { case_id: id }, query, signal: abort }),
);

export const catalogue = resource(
  () => (here() && part.value === "items" && projectId.value === null ? { ...asOfQuery.value } : null),
  (query, abort) => api.get("/api/approvals/items", { query, signal: abort }),
);

export { send } from "../../app/changes";

/** What is asked of one case; its sheet is read again as well. */
export async function act(request: Promise<unknown>): Promise<void> {
  await request;
  sheet.reload();
  noteDataChange();
}

export interface Filter {
  park: string;
  mode: string;
  light: string;
  officer: string;
  state: string;
  text: string;
}

const nothing: Filter = { park: "", mode: "", light: "", officer: "", state: "", text: "" };

export const filter = signal<Filter>(nothing);
export const isFiltered = computed(() => JSON.stringify(filter.value) !== JSON.stringify(nothing));

export function setFilter(change: Partial<Filter>): void {
  filter.value = { ...filter.value, ...change };
}

export function clearFilter(): void {
  filter.value = nothing;
}

interface Filterable {
  park_code: string;
  mode: string;
  service_officer_name: string;
  light: LightName | null;
  name_zh: string;
  name_en: string;
  project_no: string;
  plot_no: string | null;
  party_name_zh: string | null;
  state?: string;
  item_name_zh?: string;
}

/** Whether a row meets the filter; state only counts where rows have one. */
export function meets(row: Filterable, wanted: Filter): boolean {
  const text = wanted.text.trim().toLowerCase();
  const words = [row.name_zh, row.name_en, row.project_no, row.plot_no, row.party_name_zh, row.item_name_zh];
  return (
    (!wanted.park || row.park_code === wanted.park) &&
    (!wanted.mode || row.mode === wanted.mode) &&
    (!wanted.officer || row.service_officer_name === wanted.officer) &&
    (!wanted.light || row.light === wanted.light) &&
    (!wanted.state || row.state === undefined || row.state === wanted.state) &&
    (!text || words.some((word) => word?.toLowerCase().includes(text)))
  );
}
