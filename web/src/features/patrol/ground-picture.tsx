import { useId } from "preact/hooks";
import type { Bbox, Geometry } from "../../api/types";
import { formatLength } from "../../locale/units";
import { type Frame, frameOf, pathOf, scaleBar } from "../../map/svg-frame";
import { patternInk, patternOpacity } from "../../symbols/patterns";
import { classes } from "./patrol.state";
import type { Picture } from "./types";
import "./picture.css";

export interface Way {
  line: readonly (readonly number[])[];
  stops: readonly { plot_id: number; stop_no: number; lon: number; lat: number; is_done: boolean }[];
}

interface Props {
  picture: Picture;
  label: string;
  width?: number;
  height?: number;
  /** Coverage of a plot; decides colour and pattern. */
  stateOf?: (plotId: number) => string | undefined;
  isChosen?: (plotId: number) => boolean;
  onPlot?: (plotId: number) => void;
  onPark?: (code: string) => void;
  /** A click anywhere, in degrees. */
  onPlace?: (lon: number, lat: number) => void;
  way?: Way | null;
  mark?: { lon: number; lat: number } | null;
  /** Fit the plots instead of the park. */
  close?: boolean;
}

/** Parks, roads, plots and a way as a drawing that prints as sharp as it shows. */
export function GroundPicture(props: Props) {
  const { picture, label, width = 520, height = 400, way, mark, onPlace } = props;
  const id = useId();
  const frame = frameOf(boxOf(props), width, height, 18);
  const bar = scaleBar(frame, 110);
  const place = (event: MouseEvent & { currentTarget: SVGSVGElement }) => {
    if (!onPlace) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * height;
    onPlace(frame.lon(x), frame.lat(y));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a place is also given by device or photograph
    <svg
      class={`ground-picture ${onPlace ? "is-pickable" : ""}`}
      viewBox={`0 0 ${width} ${height}`}
      role={onPlace || props.onPlot ? "group" : "img"}
      aria-label={label}
      onClick={place}
    >
      <Patterns id={id} />
      {picture.parks.map((park) => (
        <path key={park.name} class="ground-park" d={pathOf(frame, park.geometry)} />
      ))}
      {picture.roads.map((road, index) => (
        <path key={`${road.name}-${index}`} class="ground-road" d={pathOf(frame, road.geometry)} />
      ))}
      <Plots {...props} frame={frame} id={id} />
      {picture.parks.length > 1 && <ParkNames picture={picture} frame={frame} onPark={props.onPark} />}
      {way && <WayLines way={way} frame={frame} />}
      {mark && <circle class="ground-mark" cx={frame.x(mark.lon)} cy={frame.y(mark.lat)} r="6" />}
      <g class="ground-scale" transform={`translate(${width - bar.length - 16} ${height - 10})`}>
        <path d={`M0 -4V0H${bar.length}V-4`} />
        <text x={bar.length / 2} y="-6" text-anchor="middle">
          {formatLength(bar.metres)}
        </text>
      </g>
      <path class="ground-north" d={`M${width - 16} 8l5 14l-5 -3l-5 3Z`} />
    </svg>
  );
}

function Plots({ picture, stateOf, isChosen, onPlot, frame, id }: Props & { frame: Frame; id: string }) {
  const small = picture.plots.length > 60;
  return (
    <>
      {picture.plots.map((plot) => {
        const state = stateOf?.(plot.plot_id);
        const entry = state ? classes.value.get(state) : undefined;
        const d = pathOf(frame, plot.geometry);
        const pressed = isChosen?.(plot.plot_id) ?? false;
        const pick = onPlot && (() => onPlot(plot.plot_id));
        return (
          <g
            key={plot.plot_id}
            class={`ground-plot ${pressed ? "is-chosen" : ""} ${onPlot ? "is-pickable" : ""}`}
            {...(pick && {
              role: "button",
              tabIndex: 0,
              "aria-pressed": pressed,
              "aria-label": plot.plot_no,
              onClick: pick,
              onKeyDown: (event: KeyboardEvent) => {
                if (event.key === "Enter" || event.key === " ") {
                  event.preventDefault();
                  pick();
                }
              },
            })}
          >
            <title>{plot.plot_no}</title>
            <path d={d} fill={entry?.color ?? "#DDE3E8"} />
            {entry?.pattern && <path d={d} fill={`url(#${id}-${state})`} />}
            {!small && (
              <text x={frame.x(plot.lon)} y={frame.y(plot.lat) + 3} text-anchor="middle">
                {plot.plot_no.split("-").pop()}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

function ParkNames({ picture, frame, onPark }: { picture: Picture; frame: Frame; onPark?: (code: string) => void }) {
  return (
    <>
      {picture.parks.map(({ name, geometry }) => {
        const [west, , east, north] = boxOfShapes([geometry]) ?? [0, 0, 0, 0];
        const at = { x: frame.x((west + east) / 2), y: frame.y(north) - 4 };
        return (
          <text
            key={name}
            class={`ground-park-name ${onPark ? "is-pickable" : ""}`}
            x={at.x}
            y={Math.max(12, at.y)}
            text-anchor="middle"
            {...(onPark && {
              role: "button",
              tabIndex: 0,
              onClick: () => onPark(name),
              onKeyDown: (event: KeyboardEvent) => event.key === "Enter" && onPark(name),
            })}
          >
            {name}
          </text>
        );
      })}
    </>
  );
}

function WayLines({ way, frame }: { way: Way; frame: Frame }) {
  const corners = way.line.map(([lon = 0, lat = 0]) => `${frame.x(lon).toFixed(1)} ${frame.y(lat).toFixed(1)}`);
  const first = way.line[0];
  const last = way.line[way.line.length - 1];
  const round = first && last && way.line.length > 2 && first[0] === last[0] && first[1] === last[1];
  return (
    <g class="ground-way">
      {corners.length > 1 && <path d={`M${corners.join("L")}`} />}
      {round && first && <rect x={frame.x(first[0] ?? 0) - 5} y={frame.y(first[1] ?? 0) - 5} width="10" height="10" />}
      {way.stops.map((stop) => (
        <g key={stop.plot_id} class={stop.is_done ? "is-done" : ""}>
          <circle cx={frame.x(stop.lon)} cy={frame.y(stop.lat)} r="9" />
          <text x={frame.x(stop.lon)} y={frame.y(stop.lat) + 4} text-anchor="middle">
            {stop.stop_no}
          </text>
        </g>
      ))}
    </g>
  );
}

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {[...classes.value.values()]
        .filter(({ pattern }) => pattern)
        .map(({ value, pattern }) => (
          <pattern
            key={value}
            id={`${id}-${value}`}
            width={pattern?.size}
            height={pattern?.size}
            patternUnits="userSpaceOnUse"
          >
            <g opacity={patternOpacity} fill={patternInk}>
              {pattern?.path && <path d={pattern.path} stroke={patternInk} fill="none" />}
              {pattern?.dots?.map(([x, y, r]) => (
                <circle key={`${x}-${y}`} cx={x} cy={y} r={r} />
              ))}
            </g>
          </pattern>
        ))}
    </defs>
  );
}

function boxOf({ picture, way, close }: Props): Bbox {
  const shapes = (close || picture.parks.length === 0 ? picture.plots : picture.parks).map(({ geometry }) => geometry);
  const found = boxOfShapes(shapes) ?? [114.5, 33.5, 114.7, 33.7];
  if (!close) return found;
  const margin = 0.0006;
  const points = (way?.line ?? []).map(([lon = 0, lat = 0]) => [lon, lat] as const);
  return [
    Math.min(found[0], ...points.map(([lon]) => lon)) - margin,
    Math.min(found[1], ...points.map(([, lat]) => lat)) - margin,
    Math.max(found[2], ...points.map(([lon]) => lon)) + margin,
    Math.max(found[3], ...points.map(([, lat]) => lat)) + margin,
  ];
}

/** West, south, east, north of some shapes; null for none. */
export function boxOfShapes(shapes: readonly Geometry[]): Bbox | null {
  let box: Bbox | null = null;
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === "number" && typeof part[1] === "number") {
      const [lon, lat] = part as number[];
      if (lon === undefined || lat === undefined) return;
      box = box
        ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
        : [lon, lat, lon, lat];
      return;
    }
    for (const inner of part) walk(inner);
  };
  for (const shape of shapes) if ("coordinates" in shape) walk(shape.coordinates);
  return box;
}
