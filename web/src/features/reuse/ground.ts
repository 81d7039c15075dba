import type { Ground, Shape } from "./types";

export interface Frame {
  /** Longitude and latitude (EPSG:4490) to the drawing's own units, east right, north up. */
  place: (point: number[]) => [number, number];
  width: number;
  height: number;
}

const pointsOf = (shape: Shape): number[][] => shape.coordinates.flat(2) as unknown as number[][];

/** One frame for both pictures, so that they can be laid side by side; a degree of longitude is shorter than one of latitude. */
export function frameOf(ground: Ground, size = 260): Frame {
  const shapes = [ground.plot, ground.part, ground.new_layout, ...ground.plots.map(({ geometry }) => geometry)];
  const points = shapes.filter((shape): shape is Shape => shape !== null).flatMap(pointsOf);
  const lons = points.map(([lon]) => lon as number);
  const lats = points.map(([, lat]) => lat as number);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = (east - west) * squeeze;
  const tall = north - south;
  const scale = size / Math.max(wide, tall, 1e-9);
  const margin = 8;
  return {
    width: wide * scale + 2 * margin,
    height: tall * scale + 2 * margin,
    place: ([lon, lat]) => [
      margin + ((lon as number) - west) * squeeze * scale,
      margin + (north - (lat as number)) * scale,
    ],
  };
}

/** A shape as the `d` of an SVG path. */
export function pathOf(shape: Shape, frame: Frame): string {
  return shape.coordinates
    .flat(1)
    .map((ring) => {
      const points = (ring as unknown as number[][])
        .map(frame.place)
        .map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
      return `M${points.join("L")}Z`;
    })
    .join("");
}

/** The middle of a shape's box, for its label. */
export function middleOf(shape: Shape, frame: Frame): [number, number] {
  const placed = pointsOf(shape).map(frame.place);
  const xs = placed.map(([x]) => x);
  const ys = placed.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}
