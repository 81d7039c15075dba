import { computed, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can } from "../../app/session";
import type { Allocation, Application, ListingSheet } from "./types";

/** The filters are part of the address, so that a copied link is the same list. */
export const filterNames = ["park", "method", "year", "column", "q"] as const;
export type FilterName = (typeof filterNames)[number];

const key = (name: FilterName) => `supply_${name}`;

export const filter = computed<Record<FilterName, string>>(
  () =>
    Object.fromEntries(filterNames.map((name) => [name, extra.value[key(name)] ?? ""])) as Record<FilterName, string>,
);
export const isFiltered = computed(() => filterNames.some((name) => filter.value[name] !== ""));

export function filterBy(name: FilterName, value: string): void {
  setExtra(key(name), value || null);
}

export function clearFilter(): void {
  for (const name of filterNames) setExtra(key(name), null);
}

export const openListingId = computed<number | null>(() => {
  const id = Number(extra.value.listing);
  return Number.isInteger(id) && id > 0 ? id : null;
});

export function openListing(id: number | null): void {
  setExtra("listing", id === null ? null : String(id));
}

export const listQuery = computed<Query>(() => ({ ...filter.value, ...asOfQuery.value }));

const isOpen = () => desk.value === "supply" && can("listing:read");

export const pipeline = resource(
  () => (isOpen() ? { ...listQuery.value, _: dataRevision.value } : null),
  ({ _: __, ...query }, signal) => api.get("/api/listings", { query, signal }),
);

export const plans = resource(
  () => (isOpen() ? { _: dataRevision.value } : null),
  (_, signal) => api.get("/api/supply-plans", { signal }),
);

export const sheet = resource(
  () =>
    isOpen() && openListingId.value !== null
      ? { id: openListingId.value, query: asOfQuery.value, _: dataRevision.value }
      : null,
  ({ id, query }, signal) => api.get("/api/listings/{listing_id}", { path: { listing_id: id }, query, signal }),
);

/** The form that is open; each carries what it is about. */
export type SupplyDialog =
  | { kind: "draft"; plotId?: number; planItemId?: number }
  | { kind: "revise"; listing: ListingSheet }
  | { kind: "publish"; listing: ListingSheet }
  | { kind: "end"; listing: ListingSheet; how: "withdraw" | "fail" }
  | { kind: "mistake"; listing: ListingSheet }
  | { kind: "reoffer"; listing: ListingSheet }
  | { kind: "apply"; listing: ListingSheet; application?: Application }
  | { kind: "withdraw-application"; application: Application }
  | { kind: "lots"; listing: ListingSheet }
  | { kind: "decide"; listing: ListingSheet }
  | { kind: "result"; listing: ListingSheet; allocation: Allocation }
  | { kind: "revoke"; listing: ListingSheet; allocation: Allocation }
  | { kind: "plans" };

export const dialog = signal<SupplyDialog | null>(null);

export function closeDialog(): void {
  dialog.value = null;
}

/** After something was written: close the form, show the announcement, let lists and map ask again. */
export function noteWritten(listingId?: number): void {
  dialog.value = null;
  if (listingId !== undefined) openListing(listingId);
  noteDataChange();
}
