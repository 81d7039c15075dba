import { useSignal } from "@preact/signals";
import type * as contract from "../../api/schema";
import { term } from "../../app/terms";
import { formatLength } from "../../locale/units";
import { formatLonLat } from "../../map/notation";
import { Button } from "../../ui/button";
import { GroundPicture } from "./ground-picture";
import { m } from "./messages";
import type { Picture } from "./types";

export type Place = contract.PositionBody;

interface Props {
  place: Place | null;
  onPlace: (place: Place) => void;
  picture: Picture | null;
  /** As the server measured it; null = no position at all. */
  distance: number | null;
  source: string | null;
}

/** The position of a visit: by the device, by a click in the sketch, or left to the photographs. */
export function PlaceField({ place, onPlace, picture, distance, source }: Props) {
  const busy = useSignal(false);
  const failed = useSignal(false);
  const locate = () => {
    failed.value = false;
    if (!("geolocation" in navigator)) {
      failed.value = true;
      return;
    }
    busy.value = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        busy.value = false;
        onPlace({ lon: coords.longitude, lat: coords.latitude, source: "device", accuracy_m: coords.accuracy });
      },
      () => {
        busy.value = false;
        failed.value = true;
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    );
  };
  return (
    <fieldset class="patrol-place">
      <legend class="field-label">{m.position()}</legend>
      <div class="patrol-line">
        <Button icon="locate" busy={busy.value} onClick={locate}>
          {busy.value ? m.locating() : m.byDevice()}
        </Button>
        <span class="quiet">{m.byMap()}</span>
      </div>
      {failed.value && (
        <p class="field-error" role="alert">
          {m.noDevice()}
        </p>
      )}
      {picture && (
        <GroundPicture
          picture={picture}
          label={m.positionPicture()}
          close
          height={300}
          mark={place}
          onPlace={(lon, lat) => onPlace({ lon, lat, source: "map", accuracy_m: null })}
        />
      )}
      <p class="figure" aria-live="polite">
        {place === null && source === null ? (
          <span class="quiet">{m.noPosition()}</span>
        ) : (
          <>
            {term("patrol.PositionSource", place?.source ?? source)}
            {place && ` ${formatLonLat([place.lon, place.lat], 6)}`}
            {place?.accuracy_m ? ` · ${m.accuracy(place.accuracy_m)}` : ""}
            {distance !== null && <b> · {distance === 0 ? m.inside() : m.outside(formatLength(distance))}</b>}
          </>
        )}
      </p>
    </fieldset>
  );
}
