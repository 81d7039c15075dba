import type { Boundary } from "./types";

/** The points as tab-separated text for a spreadsheet: number, ring, X north, Y east, side to the next point. */
export function pointsAsText(boundary: Boundary, header: readonly string[]): string {
  const rows = boundary.rings.flatMap(({ ring, points }) =>
    points.map((point) => [point.no, String(ring), point.x, point.y, point.side_m.toFixed(2)]),
  );
  return [header, ...rows].map((row) => row.join("\t")).join("\n");
}

/** 3-degree zone number of a CGCS2000 Gauss–Krüger system, from its central meridian; null for other systems. */
export function zoneOf(epsg: number): { zone: number; meridian: number; prefixed: boolean } | null {
  if (epsg >= 4513 && epsg <= 4533) {
    const zone = epsg - 4513 + 25;
    return { zone, meridian: zone * 3, prefixed: true };
  }
  if (epsg >= 4534 && epsg <= 4554) {
    const zone = epsg - 4534 + 25;
    return { zone, meridian: zone * 3, prefixed: false };
  }
  return null;
}
