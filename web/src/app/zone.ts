import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { Park, Zone } from "../api/types";
import { inLanguage } from "../locale/language";
import { asOf } from "./location";

/** The zone this installation serves; null until the server has answered. */
export const zone = signal<Zone | null>(null);
export const parks = signal<Park[]>([]);

/** The date on the screen: the chosen one, otherwise the server's today. */
export const shownDate = computed(() => asOf.value ?? zone.value?.today ?? null);
export const isHistory = computed(() => asOf.value !== null && asOf.value !== zone.value?.today);

export function parkName(code: string): string {
  const park = parks.value.find((candidate) => candidate.code === code);
  return park ? inLanguage(park.name_zh, park.name_en) : code;
}

export async function loadZone(): Promise<void> {
  zone.value = await api.get<Zone>("/api/zone");
}

export async function loadParks(): Promise<void> {
  parks.value = await api.get<Park[]>("/api/parks", asOf.value ? { as_of: asOf.value } : {});
}
