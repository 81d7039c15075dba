import { useMemo } from "preact/hooks";
import type { Bbox, FeatureCollection, Geometry } from "../../api/types";
import { frameOf, pathOf } from "../../map/svg-frame";
import { parkOutlines, zone } from "../state";
import type { SiteSheet } from "../types";
import { s } from "./messages";

const width = 260;
const height = 150;

function boxOf(geometries: (Geometry | null)[]): Bbox | null {
  const box: Bbox = [180, 90, -180, -90];
  const take = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === "number" && typeof part[1] === "number") {
      box[0] = Math.min(box[0], part[0]);
      box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]);
      box[3] = Math.max(box[3], part[1]);
    } else for (const inner of part) take(inner);
  };
  for (const geometry of geometries) if (geometry && "coordinates" in geometry) take(geometry.coordinates);
  return box[0] <= box[2] ? box : null;
}

/** The parks of the zone in outline with the site's own park filled and the site as a dot. */
export function Locator({ sheet }: { sheet: SiteSheet }) {
  const parks: FeatureCollection | null = parkOutlines.data.value;
  const drawn = useMemo(() => {
    const box = parks && (boxOf(parks.features.map((park) => park.geometry)) ?? zone.data.value?.bbox4490);
    if (!parks || !box) return null;
    const frame = frameOf(box, width, height, 8);
    const [west, south, east, north] = sheet.bbox;
    return {
      outlines: parks.features.map((park) => ({ code: String(park.properties.code), d: pathOf(frame, park.geometry) })),
      x: frame.x((west + east) / 2),
      y: frame.y((south + north) / 2),
    };
  }, [parks, sheet]);
  if (!drawn) return null;
  return (
    <figure class="locator">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={s.locator()}>
        {drawn.outlines.map((park) => (
          <path
            key={park.code}
            d={park.d}
            class={park.code === sheet.park.code ? "locator-park locator-own" : "locator-park"}
          />
        ))}
        <circle cx={drawn.x} cy={drawn.y} r="9" class="locator-ring" />
        <circle cx={drawn.x} cy={drawn.y} r="4" class="locator-dot" />
      </svg>
      <figcaption>{s.locator()}</figcaption>
    </figure>
  );
}
