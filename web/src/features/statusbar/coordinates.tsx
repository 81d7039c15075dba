import { mapBbox, pointer } from "../../app/map-state";
import { part } from "../../app/part";
import { formatLonLat } from "../../map/notation";
import { copy } from "./copy";
import { m } from "./messages";

/** The planar systems weigh more than the rest of the bar: their figures join once the map is there. */
const PlanarCoordinates = part(async () => (await import("./planar-coordinates")).PlanarCoordinates);

/** Coordinates under the pointer (else of the map's middle), in degrees and in the planar zone; a click copies. */
export function Coordinates() {
  const box = mapBbox.value;
  const at: [number, number] | null = pointer.value ?? (box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : null);
  if (!at) return <span class="status-item quiet">{m.noPointer()}</span>;
  return (
    <>
      <span class="status-item">
        <button
          type="button"
          class="status-button coordinates-lonlat"
          title={m.copyLonLat()}
          onClick={() => copy(`${at[0].toFixed(8)},${at[1].toFixed(8)}`)}
        >
          {formatLonLat(at)}
        </button>
      </span>
      <PlanarCoordinates at={at} />
    </>
  );
}
