import { goToPoint } from "../../app/map-actions";
import { mapBusy, mapView, viewSteps } from "../../app/map-state";
import { IconButton } from "../../ui/button";
import { toast } from "../../ui/toast";
import "./map-controls.css";
import { m } from "./messages";

function locate(): void {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => goToPoint(coords.longitude, coords.latitude, m.here()),
    () => toast(m.locateFailed(), "warning"),
    { enableHighAccuracy: true, timeout: 10_000 },
  );
}

/** Zoom, whole zone, the views before and after. */
export function MapControls() {
  const view = mapView.value;
  const { back, forward } = viewSteps.value;
  return (
    <div class="map-controls" role="group" aria-label={m.controls()}>
      <div class="card map-controls-stack">
        <IconButton icon="plus" label={m.zoomIn()} shortcut="+" onClick={() => view?.zoomBy(1)} />
        <IconButton icon="minus" label={m.zoomOut()} shortcut="-" onClick={() => view?.zoomBy(-1)} />
      </div>
      <div class="card map-controls-stack">
        <IconButton icon="home" label={m.home()} shortcut="h" onClick={() => view?.goHome()} />
        <IconButton
          icon="previousView"
          label={m.previous()}
          shortcut=","
          class="not-phone"
          disabled={!back}
          onClick={() => view?.previousView()}
        />
        <IconButton
          icon="nextView"
          label={m.next()}
          shortcut="."
          class="not-phone"
          disabled={!forward}
          onClick={() => view?.nextView()}
        />
        {window.isSecureContext && "geolocation" in navigator && (
          <IconButton icon="locate" label={m.locate()} class="map-controls-locate" onClick={locate} />
        )}
      </div>
      <div
        class={`map-busy ${mapBusy.value ? "is-busy" : ""}`}
        role="status"
        aria-label={mapBusy.value ? m.busy() : undefined}
      >
        <span class="spinner" aria-hidden="true" />
      </div>
    </div>
  );
}
