import { signal } from "@preact/signals";
import { mapBbox, pointer } from "../../app/map-state";
import { zone } from "../../app/zone";
import { formatLonLat, formatPlanar, planarSystem, planarSystems, toPlanar } from "../../map/projections";
import { Icon } from "../../ui/icon";
import { Menu } from "../../ui/menu";
import { copy } from "./copy";
import { m } from "./messages";

/** The system chosen for reading; null = the zone's own. */
const chosen = signal<number | null>(null);

/** Coordinates under the pointer (else of the map's middle), in degrees and in the planar zone; a click copies. */
export function Coordinates() {
  const box = mapBbox.value;
  const at: [number, number] | null = pointer.value ?? (box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : null);
  if (!at) return <span class="status-item quiet">{m.noPointer()}</span>;
  const epsg = chosen.value ?? zone.value?.planar_epsg ?? 4547;
  const system = planarSystem(epsg) ?? planarSystems[0]!;
  const shown = system.prefix ? m.belt(system.prefix) : `EPSG:${system.epsg}`;
  const lonLat = formatLonLat(at);
  const planar = formatPlanar(toPlanar(at, system.epsg));
  return (
    <>
      <span class="status-item">
        <button
          type="button"
          class="status-button coordinates-lonlat"
          title={m.copyLonLat()}
          onClick={() => copy(`${at[0].toFixed(8)},${at[1].toFixed(8)}`)}
        >
          {lonLat}
        </button>
      </span>
      <span class="status-item">
        <button
          type="button"
          class="status-button coordinates-planar"
          title={m.copyPlanar()}
          onClick={() => copy(planar)}
        >
          {planar}
        </button>
        <Menu
          label={m.system()}
          shows={shown}
          direction="up"
          class="status-menu"
          trigger={
            <>
              {shown}
              <Icon name="chevronUp" size={12} />
            </>
          }
          items={planarSystems.map((entry) => ({
            label: m.zoneOf(entry.meridian, entry.prefix),
            note: `EPSG:${entry.epsg}`,
            checked: entry.epsg === system.epsg,
            onSelect: () => {
              chosen.value = entry.epsg;
            },
          }))}
        />
      </span>
    </>
  );
}
