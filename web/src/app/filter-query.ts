import { computed } from "@preact/signals";
import type { Query } from "../api/client";
import { filters, momentQuery } from "./location";
import { mapBbox } from "./map-state";

/** The shared filter as query of /api/plots, /api/statistics/parks and the exports, with as_of, known_on and, when linked, the map's box. */
export const filterQuery = computed<Query>(() => {
  const { in_view, ...rest } = filters.value;
  const box = in_view ? mapBbox.value : null;
  return { ...rest, bbox: box?.map((n) => Number(n.toFixed(6))) ?? null, ...momentQuery.value };
});
