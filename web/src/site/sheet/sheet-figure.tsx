import { useMemo } from "preact/hooks";
import type { Bbox } from "../../api/types";
import { inLanguage } from "../../locale/language";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { frameOf, pathOf, scaleBar } from "../../map/svg-frame";
import { siteColor } from "../state";
import type { SiteSheet } from "../types";
import { s } from "./messages";

const width = 560;
const height = 420;
const margin = 110;

/** A name laid along the longest piece of its road that the picture shows, never upside down. */
function roadName(points: [number, number][]): { x: number; y: number; turn: number; length: number } | null {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]];
  const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
  const turn = angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle;
  const middle = points[Math.floor((points.length - 1) / 2)] ?? first;
  const next = points[Math.floor((points.length - 1) / 2) + 1] ?? last;
  return { x: (middle[0] + next[0]) / 2, y: (middle[1] + next[1]) / 2, turn, length: Math.hypot(dx, dy) };
}

/** The plan of a site: its boundary, the roads and published neighbours around it, a scale bar and north. */
export function SheetFigure({ sheet }: { sheet: SiteSheet }) {
  const drawn = useMemo(() => {
    const frame = frameOf(sheet.bbox, width, height, margin);
    const roads = (sheet.road_lines ?? []).flatMap((road) => {
      const path = pathOf(frame, road.path);
      if (!path) return [];
      const line = road.path.type === "LineString" ? road.path.coordinates : [];
      const points = line.map(([lon = 0, lat = 0]): [number, number] => [frame.x(lon), frame.y(lat)]);
      return [{ ...road, d: path, thick: Math.max(3, (road.width_m ?? 16) * frame.perMetre), name: roadName(points) }];
    });
    const near = sheet.neighbours.map((site) => ({ id: site.id, d: pathOf(frame, site.outline) }));
    return {
      roads,
      near,
      shape: pathOf(frame, sheet.geometry),
      bar: scaleBar(frame, 130),
      middle: middleOf(sheet.bbox, frame),
    };
  }, [sheet]);
  const color = siteColor.value[sheet.supply] ?? "var(--accent)";
  return (
    <figure class="plan">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${s.figure()} ${sheet.plot_no}`}>
        <rect width={width} height={height} class="plan-ground" />
        {drawn.roads.map((road) => (
          <path key={`${road.name_zh}${road.d}`} d={road.d} class="plan-road-edge" stroke-width={road.thick + 2} />
        ))}
        {drawn.roads.map((road) => (
          <path key={`${road.name_zh}${road.d}`} d={road.d} class="plan-road" stroke-width={road.thick} />
        ))}
        {drawn.near.map((site) => (
          <path key={site.id} d={site.d} class="plan-neighbour" />
        ))}
        <path d={drawn.shape} fill={color} fill-opacity="0.22" stroke={color} stroke-width="2.5" fill-rule="evenodd" />
        {drawn.roads.map(
          (road) =>
            road.name &&
            road.name.length > 90 && (
              <text
                key={`${road.name_zh}${road.d}`}
                class="plan-road-name"
                transform={`translate(${road.name.x} ${road.name.y}) rotate(${road.name.turn})`}
              >
                {inLanguage(road.name_zh, road.name_en)}
              </text>
            ),
        )}
        <text class="plan-number" x={drawn.middle.x} y={drawn.middle.y}>
          {sheet.plot_no}
        </text>
        <text class="plan-area" x={drawn.middle.x} y={drawn.middle.y + 22}>
          {areaFigure(sheet.area.m2, "mu")} {areaUnitLabel("mu")}
        </text>
        <g class="plan-bar" transform={`translate(20 ${height - 22})`}>
          <path d={`M0 -6V0H${drawn.bar.length}V-6`} />
          <text x={drawn.bar.length + 8} y="1">
            {drawn.bar.metres} m
          </text>
        </g>
        <g class="plan-north" transform={`translate(${width - 32} 42)`}>
          <path d="M0 -22L8 6L0 0L-8 6Z" />
          <text y="22">N</text>
        </g>
      </svg>
    </figure>
  );
}

function middleOf([west, south, east, north]: Bbox, frame: ReturnType<typeof frameOf>): { x: number; y: number } {
  return { x: frame.x((west + east) / 2), y: frame.y((south + north) / 2) };
}
