import { computed, effect, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { PagedRows } from "../../api/paged-rows";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can } from "../../app/session";
import type { ContractItem, ContractList, ContractSheet } from "./types";

/** The filters are part of the address, so that a copied link is the same list. */
export const filterNames = ["park", "method", "year", "state", "progress", "overdue", "q"] as const;
export type FilterName = (typeof filterNames)[number];

const key = (name: FilterName) => `contracts_${name}`;

export const contractFilter = computed<Record<FilterName, string>>(
  () =>
    Object.fromEntries(filterNames.map((name) => [name, extra.value[key(name)] ?? ""])) as Record<FilterName, string>,
);
export const isContractFiltered = computed(() => filterNames.some((name) => contractFilter.value[name] !== ""));
export const contractSort = computed(() => extra.value.contracts_sort ?? "-signed_on");

export function filterContracts(name: FilterName, value: string): void {
  setExtra(key(name), value || null);
}

export function clearContractFilter(): void {
  for (const name of filterNames) setExtra(key(name), null);
}

export function sortContracts(sort: string): void {
  setExtra("contracts_sort", sort === "-signed_on" ? null : sort);
}

/** The contract whose sheet is open. */
export const openContractId = computed<number | null>(() => {
  const id = Number(extra.value.contract);
  return Number.isInteger(id) && id > 0 ? id : null;
});

export function openContract(id: number | null): void {
  setExtra("contract", id === null ? null : String(id));
}

export const listQuery = computed<Query>(() => ({ ...contractFilter.value, ...asOfQuery.value }));

const isOpen = () => desk.value === "contracts" && can("contract:read");

export const contracts = new PagedRows<ContractItem, ContractList & { total: number }>(({ id }) => id);

/** Read the list afresh when the desk, the filter, the order, the day or the data change. */
function bindContracts(): void {
  effect(() => {
    if (!isOpen()) {
      contracts.clear();
      return;
    }
    const query = { ...listQuery.value, sort: contractSort.value };
    if (dataRevision.value < 0) return;
    contracts.ask(async (offset, limit, abort) => {
      const page = await api.get("/api/contracts", { query: { ...query, offset, limit }, signal: abort });
      return { ...page, total: page.totals.total };
    });
  });
}

export const allocations = resource(
  () => (isOpen() ? { _: dataRevision.value } : null),
  (_, signal) => api.get("/api/contracts/allocations", { signal }),
);

export const sheet = resource(
  () =>
    isOpen() && openContractId.value !== null
      ? { id: openContractId.value, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ id, query }, signal) => api.get("/api/contracts/{contract_id}", { path: { contract_id: id }, query, signal }),
);

export type ContractDialog =
  | { kind: "sign"; allocationId?: number; plotId?: number }
  | { kind: "choose" }
  | { kind: "supplement"; sheet: ContractSheet }
  | { kind: "end"; sheet: ContractSheet };

export const dialog = signal<ContractDialog | null>(null);

export function closeDialog(): void {
  dialog.value = null;
}

/** After something was signed: close the form, show the contract, let lists and map ask again. */
export function noteSigned(id: number): void {
  dialog.value = null;
  openContract(id);
  noteDataChange();
}

bindContracts();
