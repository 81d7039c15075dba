import { signal } from "@preact/signals";
import type { Bbox } from "../api/types";
import type { MapView } from "../map/map-view";

/** The one map, once it is mounted. */
export const mapView = signal<MapView | null>(null);
/** What the map shows, in lon/lat. */
export const mapBbox = signal<Bbox | null>(null);
/** Where the pointer is over the map. */
export const pointer = signal<[lon: number, lat: number] | null>(null);
/** Scale denominator on the ground. */
export const mapScale = signal(50_000);
export const mapBusy = signal(false);
/** The map has a previous / next view. */
export const viewSteps = signal({ back: false, forward: false });
/** The tool that owns the pointer: "select" when none does. */
export const mapTool = signal<"select" | "identify" | "length" | "area" | "draw">("select");
