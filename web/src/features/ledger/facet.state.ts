import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { filterQuery } from "../../app/filter-query";
import { layerDefinitions } from "../../app/layers";
import { asOfQuery } from "../../app/location";
import { term, termOptions } from "../../app/terms";
import type { FacetName } from "../../app/url";
import { parkName, parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { countsBy } from "./facet-counts";
import { m } from "./messages";

export interface FacetOption {
  value: string;
  label: string;
}

/** The labelled states behind a facet, where it has some. */
const states: Partial<Record<FacetName, string>> = {
  stage: "land.Stage",
  supply: "land.SupplyState",
  development: "land.DevelopmentState",
};

export function facetTitle(name: FacetName): string {
  if (name === "development") return term("land.StateAxis", name);
  return { park: m.park, stage: m.stage, land_use: m.landUse, supply: m.supply }[name]();
}

export function facetOptions(name: FacetName): FacetOption[] {
  if (name === "park")
    return parks.value.map((park) => ({ value: park.code, label: `${park.code} ${parkName(park.code)}` }));
  if (states[name]) return termOptions(states[name]);
  const classes = layerDefinitions.value.find((layer) => layer.id === "land_use")?.legend.classes ?? [];
  return classes
    .filter((entry) => entry.value !== null && /^\d/.test(String(entry.value)))
    .map((entry) => ({
      value: String(entry.value),
      label: `${entry.value} ${inLanguage(entry.label_zh, entry.label_en)}`,
    }));
}

export function facetLabel(name: FacetName, value: string): string {
  if (name === "park") return parkName(value);
  if (states[name]) return term(states[name], value);
  return facetOptions("land_use").find((option) => option.value === value)?.label ?? value;
}

/** The facet that is open; its counts are asked for with all filters but its own. */
export const openFacet = signal<FacetName | null>(null);

const statistics = resource(
  () => {
    const name = openFacet.value;
    if (name !== "park" && name !== "stage") return null;
    return { ...filterQuery.value, ...asOfQuery.value, [name]: undefined };
  },
  (query, abort) => api.get("/api/statistics/parks", { query, signal: abort }),
);

/** Value → number of plots, for the facets the statistics know; null while unknown. */
export function facetCounts(name: FacetName): Map<string, number> | null {
  const rows = statistics.data.value?.rows;
  if (!rows || openFacet.value !== name) return null;
  return countsBy(rows, name === "park" ? "park_code" : "stage");
}
