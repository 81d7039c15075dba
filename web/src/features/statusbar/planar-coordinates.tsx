import { signal } from "@preact/signals";
import { zone } from "../../app/zone";
import { formatPlanar } from "../../map/notation";
import { planarSystem, planarSystems, toPlanar } from "../../map/projections";
import { Icon } from "../../ui/icon";
import { Menu } from "../../ui/menu";
import { copy } from "./copy";
import { m } from "./messages";

/** The system chosen for reading; null = the zone's own. */
const chosen = signal<number | null>(null);

/** A place in the planar zone, which can be changed; a click copies. */
export function PlanarCoordinates({ at }: { at: [lon: number, lat: number] }) {
  const epsg = chosen.value ?? zone.value?.planar_epsg ?? 4547;
  const system = planarSystem(epsg) ?? planarSystems[0]!;
  const shown = system.prefix ? m.belt(system.prefix) : `EPSG:${system.epsg}`;
  const planar = formatPlanar(toPlanar(at, system.epsg));
  return (
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
  );
}
