import { computed, effect, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { PagedRows } from "../../api/paged-rows";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { primaryId } from "../../app/selection";
import { can } from "../../app/session";
import type { Check, Commitment, CommitmentPage, ExplainedCommitment } from "./types";

/** The filters are part of the address, so that a copied link is the same list. */
export const filterNames = ["park", "industry", "year", "officer", "kind", "obligor", "tally", "is_open", "q"] as const;
export type FilterName = (typeof filterNames)[number];
/** What is owed by the holders is what a rate of promises kept is about; the authority's own duties are asked for. */
const usual: Partial<Record<FilterName, string>> = { obligor: "holder" };

const key = (name: FilterName) => `promise_${name}`;

export const filter = computed(
  () =>
    Object.fromEntries(filterNames.map((name) => [name, extra.value[key(name)] ?? usual[name] ?? ""])) as Record<
      FilterName,
      string
    >,
);
export const isFiltered = computed(() => filterNames.some((name) => filter.value[name] !== (usual[name] ?? "")));

export function setFilter(name: FilterName, value: string): void {
  setExtra(key(name), value === (usual[name] ?? "") ? null : value || "all");
}

export function clearFilters(): void {
  for (const name of filterNames) setExtra(key(name), null);
}

export const views = ["ledger", "rates", "reports"] as const;
export type ViewName = (typeof views)[number];
export const view = computed<ViewName>(() => {
  const asked = extra.value.promise_view as ViewName | undefined;
  return asked && views.includes(asked) ? asked : "ledger";
});
export const by = computed(() => extra.value.promise_by ?? "park");
export const sort = computed(() => extra.value.promise_sort ?? "act_by");

/** The filter as the server asks for it: "all" is no filter, and what narrows the list only is left out of sums. */
function queryOf(names: readonly FilterName[]): Query {
  const given = names
    .map((name) => [name, filter.value[name]] as const)
    .filter(([, value]) => value && value !== "all");
  return { ...Object.fromEntries(given), ...asOfQuery.value };
}
const setNames = filterNames.filter((name) => name !== "tally" && name !== "is_open");
export const listQuery = computed(() => queryOf(filterNames));
export const setQuery = computed(() => queryOf(setNames));

const isOpen = () => desk.value === "commitments" && can("commitment:read");

export const rows = new PagedRows<Commitment, CommitmentPage>(() => 0, 200);

/** Read the list afresh when the desk, the filter, the day or the data change. */
function bindCommitments(): void {
  effect(() => {
    if (!isOpen() || view.value !== "ledger") {
      rows.clear();
      return;
    }
    const query = { ...listQuery.value, sort: sort.value };
    if (dataRevision.value < 0) return;
    rows.ask((offset, limit, abort) =>
      api.get("/api/commitments", { query: { ...query, offset, limit }, signal: abort }),
    );
  });
}

export const rates = resource(
  () => (isOpen() && view.value === "rates" ? { ...setQuery.value, by: by.value, _: dataRevision.value } : null),
  ({ _: __, ...query }, signal) => api.get("/api/commitments/rates", { query, signal }),
);

const choices = (group: string) =>
  resource(
    () => (isOpen() ? { ...asOfQuery.value, by: group, _: dataRevision.value } : null),
    ({ _: __, ...query }, signal) => api.get("/api/commitments/rates", { query, signal }),
  );
export const officers = choices("officer");
export const industries = choices("industry");
export const years = choices("year");

/** The obligation whose sheet is open: contract and key, as in the address. */
export const opened = computed<{ contract: number; key: string } | null>(() => {
  const [contract, ...rest] = (extra.value.promise ?? "").split("/");
  const id = Number(contract);
  return Number.isInteger(id) && id > 0 && rest.length > 0 ? { contract: id, key: rest.join("/") } : null;
});

export function openCommitment(row: Pick<Commitment, "contract_id" | "obligation_key"> | null): void {
  setExtra("promise", row ? `${row.contract_id}/${row.obligation_key}` : null);
}

export const sheet = resource(
  () =>
    isOpen() && opened.value
      ? { contract: opened.value.contract, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ contract, query }, signal) =>
    api.get("/api/contracts/{contract_id}/commitments", { path: { contract_id: contract }, query, signal }),
);

export const shown = computed<ExplainedCommitment | null>(
  () => sheet.data.value?.items.find((item) => item.obligation_key === opened.value?.key) ?? null,
);

export const tabIsOpen = signal(false);

/** The promises of the plot whose dossier is open. */
export const ofPlot = resource(
  () =>
    primaryId.value !== null && can("commitment:read") && tabIsOpen.value
      ? { plot: primaryId.value, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ plot, query }, signal) => api.get("/api/plots/{plot_id}/commitments", { path: { plot_id: plot }, query, signal }),
);

export type Dialog =
  | { kind: "check"; item: ExplainedCommitment }
  | { kind: "waive"; item: ExplainedCommitment }
  | { kind: "withdraw"; item: ExplainedCommitment; check: Check }
  | { kind: "officer"; item: Commitment };

export const dialog = signal<Dialog | null>(null);

/** After something was recorded: close the form, let lists, sheet and map ask again. */
export function noteRecorded(): void {
  dialog.value = null;
  noteDataChange();
}

bindCommitments();

registerPanel({
  id: "commitment-dialogs",
  slot: "overlay",
  order: 30,
  component: part(async () => (await import("./commitment-dialogs")).CommitmentDialogs),
  visible: () => dialog.value !== null,
});
