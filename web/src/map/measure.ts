import { planarSystemAt, toPlanar, type Xy } from "./projections";

/** Pure measures of points given in lon/lat (CGCS2000). Planar = 3° Gauss–Krüger, ellipsoidal = on the CGCS2000 ellipsoid. */

const a = 6378137;
const f = 1 / 298.257222101;
const b = a * (1 - f);
const e2 = f * (2 - f);
const e = Math.sqrt(e2);
const radians = Math.PI / 180;

export interface AreaMeasure {
  planarM2: number;
  ellipsoidalM2: number;
  /** Central meridian of the zone that was used, in degrees. */
  meridian: number;
}

export interface LengthMeasure {
  planarM: number;
  ellipsoidalM: number;
  meridian: number;
}

/** Twice the signed area of a ring; positive when it runs counter-clockwise. */
export function signedDouble(ring: readonly Xy[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const [x1, y1] = ring[i]!;
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

/** Shoelace relative to the first point, so that eight-digit eastings lose no decimals. */
export function ringArea(ring: readonly Xy[]): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  return Math.abs(signedDouble(ring.map(([x, y]): Xy => [x - x0, y - y0]))) / 2;
}

/** Planar area in m² of rings (outer first, then holes) in the zone given, or that of the first point. */
export function planarArea(rings: readonly (readonly Xy[])[], epsg?: number): number {
  const zone = epsg ?? planarSystemAt(rings[0]?.[0]?.[0] ?? 114).epsg;
  const areas = rings.map((ring) => ringArea(ring.map((point) => toPlanar(point, zone))));
  return areas.slice(1).reduce((rest, hole) => rest - hole, areas[0] ?? 0);
}

/** y of the equal-area cylindrical projection of the ellipsoid (Snyder 10-9): areas there are areas on the ground. */
function equalAreaY(latitude: number): number {
  const s = Math.sin(latitude * radians);
  const q = (1 - e2) * (s / (1 - e2 * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e));
  return (a * q) / 2;
}

/** Area on the ellipsoid in m²; edges of a plot's length differ from geodesics by far less than a square millimetre. */
export function ellipsoidalArea(rings: readonly (readonly Xy[])[]): number {
  const areas = rings.map((ring) => ringArea(ring.map(([lon, lat]): Xy => [a * lon * radians, equalAreaY(lat)])));
  return areas.slice(1).reduce((rest, hole) => rest - hole, areas[0] ?? 0);
}

export function measureArea(rings: readonly (readonly Xy[])[]): AreaMeasure {
  const system = planarSystemAt(rings[0]?.[0]?.[0] ?? 114);
  return { planarM2: planarArea(rings, system.epsg), ellipsoidalM2: ellipsoidalArea(rings), meridian: system.meridian };
}

/** Geodesic between two points in metres (Vincenty's inverse; the zone has no antipodes). */
export function geodesic([lon1, lat1]: Xy, [lon2, lat2]: Xy): number {
  const L = (lon2 - lon1) * radians;
  const U1 = Math.atan((1 - f) * Math.tan(lat1 * radians));
  const U2 = Math.atan((1 - f) * Math.tan(lat2 * radians));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(U1), Math.cos(U1), Math.sin(U2), Math.cos(U2)];
  let lambda = L;
  for (let round = 0; round < 100; round += 1) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(cosU2 * sinL, cosU1 * sinU2 - sinU1 * cosU2 * cosL);
    if (sinSigma === 0) return 0;
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosL;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinL) / sinSigma;
    const cosSqAlpha = 1 - sinAlpha ** 2;
    const cos2SigmaM = cosSqAlpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosSqAlpha;
    const C = (f / 16) * cosSqAlpha * (4 + f * (4 - 3 * cosSqAlpha));
    const before = lambda;
    const inner = cos2SigmaM + C * cosSigma * (2 * cos2SigmaM ** 2 - 1);
    lambda = L + (1 - C) * f * sinAlpha * (sigma + C * sinSigma * inner);
    if (Math.abs(lambda - before) > 1e-12) continue;
    const uSq = (cosSqAlpha * (a * a - b * b)) / (b * b);
    const A = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
    const B = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
    const third = (B / 6) * cos2SigmaM * (4 * sinSigma ** 2 - 3) * (4 * cos2SigmaM ** 2 - 3);
    const delta = B * sinSigma * (cos2SigmaM + (B / 4) * (cosSigma * (2 * cos2SigmaM ** 2 - 1) - third));
    return b * A * (sigma - delta);
  }
  return Number.NaN;
}

export function measureLength(line: readonly Xy[]): LengthMeasure {
  const system = planarSystemAt(line[0]?.[0] ?? 114);
  const planar = line.map((point) => toPlanar(point, system.epsg));
  let [planarM, ellipsoidalM] = [0, 0];
  for (let i = 1; i < line.length; i += 1) {
    const [from, to] = [planar[i - 1]!, planar[i]!];
    planarM += Math.hypot(to[0] - from[0], to[1] - from[1]);
    ellipsoidalM += geodesic(line[i - 1]!, line[i]!);
  }
  return { planarM, ellipsoidalM, meridian: system.meridian };
}

/** Grid bearing (坐标方位角) in degrees clockwise from the north of the planar grid. */
export function gridBearing(from: Xy, to: Xy): number {
  const { epsg } = planarSystemAt(from[0]);
  const [east1, north1] = toPlanar(from, epsg);
  const [east2, north2] = toPlanar(to, epsg);
  return (Math.atan2(east2 - east1, north2 - north1) / radians + 360) % 360;
}

/** 123.7584° → 123°45′30″ */
export function formatBearing(degrees: number): string {
  const seconds = Math.round(degrees * 3600) % 1_296_000;
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}°${pad(Math.floor(seconds / 60) % 60)}′${pad(seconds % 60)}″`;
}
