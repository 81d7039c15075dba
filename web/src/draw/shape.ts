import type { Geometry } from "../api/types";
import { planarArea, ringArea } from "../map/measure";
import { toPlanar, type Xy } from "../map/projections";
import { insideRing } from "./plot-validation";

/** A plot's shape in lon/lat: parts → rings (outer first, then holes) → points, rings not closed. */
export type Shape = Xy[][][];

/** Rings in any order → parts: a ring inside another is its hole, otherwise a further part. The server does the same. */
export function assemble(rings: readonly Xy[][]): Shape {
  const parts: Shape = [];
  const bySize = rings.filter((ring) => ring.length >= 3).sort((a, b) => ringArea(b) - ringArea(a));
  for (const ring of bySize) {
    const owner = parts.find(([outer]) => ring.every((point) => insideRing(point, outer ?? [])));
    if (owner) owner.push(ring);
    else parts.push([ring]);
  }
  return parts;
}

export function geometryOf(shape: Shape): Geometry {
  const closed = shape.map((part) => part.map((ring) => [...ring, ring[0]!]));
  return { type: "MultiPolygon", coordinates: closed };
}

export interface ShapeFigures {
  areaM2: number;
  perimeterM: number;
  points: number;
  parts: number;
  holes: number;
}

/** Planar area and perimeter in the park's zone. */
export function figuresOf(shape: Shape, planarEpsg: number): ShapeFigures {
  const rings = shape.flat();
  const perimeterM = rings.reduce((sum, ring) => {
    const planar = ring.map((point) => toPlanar(point, planarEpsg));
    return (
      sum +
      planar.reduce((total, a, i) => {
        const b = planar[(i + 1) % planar.length]!;
        return total + Math.hypot(b[0] - a[0], b[1] - a[1]);
      }, 0)
    );
  }, 0);
  return {
    areaM2: shape.reduce((sum, part) => sum + planarArea(part, planarEpsg), 0),
    perimeterM,
    points: rings.reduce((sum, ring) => sum + ring.length, 0),
    parts: shape.length,
    holes: rings.length - shape.length,
  };
}

/** The box of a shape, west, south, east, north. */
export function boxOf(shape: Shape): [number, number, number, number] | null {
  const points = shape.flat(2);
  if (points.length === 0) return null;
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
