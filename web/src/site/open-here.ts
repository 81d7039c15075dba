import { addressWith, embedded, openSheet } from "./state";

/** Left click opens the sheet in place; with a modifier the browser does what it always does with a link. */
export function openHere(event: MouseEvent, id: number): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  if (embedded) window.open(addressWith({ sheet: id }), "_blank", "noopener");
  else openSheet(id);
}
