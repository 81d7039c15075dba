import { computed } from "@preact/signals";
import { desk, extra, setExtra } from "../../app/location";
import { can, session } from "../../app/session";

/** Which page of the desk is open; in the address, so that a link leads to it. */
export const part = computed(() => extra.value.settings || "rules");

export function openPart(id: string): void {
  setExtra("settings", id === "rules" ? null : id);
}

/** This part is on the screen, and its reader may read it. */
export function shown(id: string): boolean {
  const here = desk.value === "settings" && part.value === id;
  return here && Boolean(session.value?.signed_in) && can("rulebook:read");
}
