import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type { Bbox } from "../../api/types";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk } from "../../app/location";
import { can } from "../../app/session";
import { parks } from "../../app/zone";
import { isBig } from "./cockpit.state";
import type { Figure } from "./types";

/** How long the tour stays at a park. */
export const stayMs = 14_000;

const open = () => isBig.value && desk.value === "cockpit" && can("cockpit:read");

export const big = resource(
  () => (open() ? { ...asOfQuery.value, revision: dataRevision.value } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/cockpit", { query, signal: abort }),
);

const shapes = (layer: string) =>
  resource(
    () => (open() ? { ...asOfQuery.value, limit: 5000, revision: dataRevision.value } : null),
    ({ revision: _, ...query }, abort) =>
      api.get("/api/layers/{layer_id}/items", { path: { layer_id: layer }, query, signal: abort }),
  );
export const outlines = shapes("park_boundary");
export const plots = shapes("plot");

/** Where the tour stands: 0 = the whole zone, then park by park. */
export const stop = signal(0);
export const isTouring = signal(!window.matchMedia("(prefers-reduced-motion: reduce)").matches);

export const stops = computed(() => [null, ...(big.data.value?.parks ?? [])]);
export const here = computed(() => stops.value[stop.value % stops.value.length] ?? null);

export function step(by: number): void {
  const count = stops.value.length;
  stop.value = (stop.value + by + count) % count;
}

/** The figure at this stop: the whole zone's, or the park's. */
export function atStop(figure: Figure): Pick<Figure, "value" | "numerator" | "denominator"> {
  const code = here.value?.code;
  return (code && figure.by_park.find((one) => one.park_code === code)) || figure;
}

/** The ground in the picture: the park's, or all parks together. */
export const box = computed<Bbox | null>(() => {
  const boxes = parks.value
    .filter((park) => !here.value || park.code === here.value.code)
    .map((park) => park.bbox)
    .filter((bbox): bbox is Bbox => bbox !== null);
  if (boxes.length === 0) return null;
  return [
    Math.min(...boxes.map((b) => b[0])),
    Math.min(...boxes.map((b) => b[1])),
    Math.max(...boxes.map((b) => b[2])),
    Math.max(...boxes.map((b) => b[3])),
  ];
});
