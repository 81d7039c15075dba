import { useMemo } from "preact/hooks";
import { frameOf, pathOf } from "../map/svg-frame";
import { siteColor } from "./state";
import type { SiteItem } from "./types";

const width = 132;
const height = 112;
const margin = 24;

/** The shape of a site between its roads, north up: enough to recognise it on the map. */
export function SiteThumb({ site }: { site: Pick<SiteItem, "bbox" | "outline" | "roads" | "supply"> }) {
  const { frame, shape, roads } = useMemo(() => {
    const frame = frameOf(site.bbox, width, height, margin);
    return {
      frame,
      shape: pathOf(frame, site.outline),
      roads: site.roads
        .map((road) => ({ path: pathOf(frame, road.path), width: Math.max(2, (road.width_m ?? 16) * frame.perMetre) }))
        .filter((road) => road.path),
    };
  }, [site]);
  const color = siteColor.value[site.supply] ?? "var(--accent)";
  return (
    <svg class="thumb" viewBox={`0 0 ${frame.width} ${frame.height}`} aria-hidden="true" focusable="false">
      {roads.map((road) => (
        <path key={road.path} d={road.path} class="thumb-road" stroke-width={road.width} />
      ))}
      <path d={shape} class="thumb-site" fill={color} stroke={color} fill-rule="evenodd" />
    </svg>
  );
}
