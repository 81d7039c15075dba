import { computed, effect, signal } from "@preact/signals";
import { api } from "../api/client";
import { Problem } from "../api/problem";
import type { Park, Zone } from "../api/types";
import { inLanguage } from "../locale/language";
import { dataRevision } from "./changes";
import { asOf, knownOn, momentQuery, provideToday } from "./location";
import { session } from "./session";

/** The zone this installation serves; null until the server has answered. */
export const zone = signal<Zone | null>(null);
export const parks = signal<Park[]>([]);

/** The date on the screen: the chosen one, otherwise the server's today. */
export const shownDate = computed(() => asOf.value ?? zone.value?.today ?? null);
export const isHistory = computed(
  () => (asOf.value !== null && asOf.value !== zone.value?.today) || knownOn.value !== null,
);
provideToday(() => zone.value?.today ?? null);

export function parkName(code: string): string {
  const park = parks.value.find((candidate) => candidate.code === code);
  return park ? inLanguage(park.name_zh, park.name_en) : code;
}

/** True when the register has no zone yet: a fresh installation on a database of its own. */
export const zoneMissing = signal(false);

export async function loadZone(): Promise<void> {
  try {
    zone.value = await api.get("/api/zone");
    zoneMissing.value = false;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "zone.empty") throw error;
    zoneMissing.value = true;
  }
}

export async function loadParks(): Promise<void> {
  parks.value = await api.get("/api/parks", { query: momentQuery.value });
}

/** Keep the parks with their counts up to date while somebody is signed in. Called once by the desk's entry. */
export function followParks(): void {
  effect(() => {
    const asked = [momentQuery.value, dataRevision.value];
    // A failure here leaves the last names; the lists that need the server say so themselves.
    if (session.value?.signed_in && asked) loadParks().catch(() => {});
  });
}
