import { startPause } from "../api/settled";
import type { Bbox, Feature, Geometry } from "../api/types";
import { formatLonLat } from "../map/notation";
import { isPhone, setLayout } from "./layout";
import { mapView } from "./map-state";
import { selectPlot } from "./selection";

/** Select a plot, show its dossier, bring it into view and light it up. */
export function goToPlot(plot: { id: number; bbox?: Bbox | null }): void {
  selectPlot(plot.id);
  setLayout(isPhone.value ? { right: true, left: false, bottom: false } : { right: true });
  if (plot.bbox) goToBbox(plot.bbox);
  // The panel that just opened narrows the map first.
  startPause(() => mapView.value?.flash(plot.id), 260);
}

export function goToBbox(bbox: Bbox): void {
  // One frame later: a panel opened in the same step has taken its room by then.
  requestAnimationFrame(() => {
    mapView.value?.ol.updateSize();
    mapView.value?.goToBbox(bbox);
  });
}

/** Go to a coordinate and mark it. */
export function goToPoint(lon: number, lat: number, label?: string): void {
  mapView.value?.overlays.pin(lon, lat, label ?? formatLonLat([lon, lat], 6));
  mapView.value?.goTo({ lon, lat, zoom: Math.max(16, mapView.value.place.zoom) });
}

/** The place a finding speaks of. */
export function showFinding(geometry: Geometry): void {
  mapView.value?.showFinding(geometry);
}

/** Dry-run geometry above the map; properties `tone` (error, warning, new, same) and `label` decide its look. */
export function showPreview(features: Feature[], options: { fit?: boolean } = {}): void {
  mapView.value?.showPreview(features, options.fit ?? false);
}

export function clearPreview(): void {
  mapView.value?.showPreview([], false);
}

export function clearMarks(): void {
  mapView.value?.overlays.clearMarks();
}
