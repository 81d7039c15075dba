import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type { components } from "../../api/schema";
import { shown } from "./settings.state";

export type LandUseScheme = components["schemas"]["LandUseScheme"];

export const schemes = resource(
  () => (shown("land_use") ? "schemes" : null),
  (_, abort) => api.get("/api/land-use-schemes", { signal: abort }),
);

/** The scheme whose confirmation is being written. */
export const confirming = signal<LandUseScheme | null>(null);

export async function confirmScheme({ scheme }: LandUseScheme, basis: string, reason: string): Promise<void> {
  await api.post("/api/land-use-schemes/confirm", { body: { scheme, basis: basis.trim(), reason: reason.trim() } });
  confirming.value = null;
  schemes.reload();
}
