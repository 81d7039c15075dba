import { batch, computed } from "@preact/signals";
import type { Query } from "../api/client";
import { asOfQuery, extra, setExtra } from "./location";

/**
 * A list's filter that stands in the address as `<prefix>_<name>`: "" = not filtered by. Several names are changed in one step,
 * so that the list is asked for once.
 */
export function addressFilter<Name extends string>(prefix: string, names: readonly Name[]) {
  const filter = computed(
    () =>
      Object.fromEntries(names.map((name) => [name, extra.value[`${prefix}_${name}`] ?? ""])) as Record<Name, string>,
  );
  const setFilter = (change: Partial<Record<Name, string>>) =>
    batch(() => {
      for (const [name, value] of Object.entries<string | undefined>(change))
        setExtra(`${prefix}_${name}`, value || null);
    });
  const none = Object.fromEntries(names.map((name) => [name, ""])) as Record<Name, string>;
  return {
    filter,
    none,
    isFiltered: computed(() => Object.values(filter.value).some(Boolean)),
    setFilter,
    clearFilter: () => setFilter(none),
    /** The filter as query of list and export, with the day. */
    filterQuery: computed<Query>(() => ({ ...filter.value, ...asOfQuery.value })),
  };
}
