import type { Basemap } from "../api/types";

export type BasemapChoice = "none" | "xyz" | "tianditu-vector" | "tianditu-image";

/** The base maps this installation offers; the map is complete with none. */
export function basemapChoices(setting: Basemap | null): BasemapChoice[] {
  if (setting?.kind === "xyz" && setting.url) return ["none", "xyz"];
  if (setting?.kind === "tianditu" && setting.tianditu_key) return ["none", "tianditu-vector", "tianditu-image"];
  return ["none"];
}
