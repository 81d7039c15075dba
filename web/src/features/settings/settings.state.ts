import { computed } from "@preact/signals";
import { desk, extra, setExtra } from "../../app/location";
import { can, session } from "../../app/session";

export type SettingsPart = "rules" | "calendar";

/** Which page of the desk is open; in the address, so that a link leads to it. */
export const part = computed<SettingsPart>(() => (extra.value.settings === "calendar" ? "calendar" : "rules"));

export function openPart(id: SettingsPart): void {
  setExtra("settings", id === "rules" ? null : id);
}

/** This part is on the screen, and its reader may read it. */
export function shown(id: SettingsPart): boolean {
  const here = desk.value === "settings" && part.value === id;
  return here && Boolean(session.value?.signed_in) && can("rulebook:read");
}
