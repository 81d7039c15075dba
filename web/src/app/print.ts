import { signal } from "@preact/signals";
import { mapView } from "./map-state";

export const printedAt = signal(new Date().toISOString());

window.addEventListener("beforeprint", () => {
  printedAt.value = new Date().toISOString();
});

/**
 * Prints the map and the open dossier on A4. The map first takes the size it has on paper and draws itself there; a
 * picture stretched to the page would have neither sharp lines nor the scale that the head claims.
 */
export function printDesk(): void {
  const map = mapView.value;
  if (!map) {
    window.print();
    return;
  }
  const root = document.documentElement;
  const done = () => {
    root.classList.remove("printing");
    map.ol.updateSize();
  };
  window.addEventListener("afterprint", done, { once: true });
  root.classList.add("printing");
  map.ol.updateSize();
  map.ol.once("rendercomplete", () => window.print());
  map.ol.render();
}
