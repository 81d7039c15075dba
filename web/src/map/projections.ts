import { get as getProjection, transform } from "ol/proj";
import { register } from "ol/proj/proj4";
import proj4 from "proj4";
import type { Xy } from "./mercator";

export { fromLonLat, groundFactor, pixelMetres, resolutionFor, scaleOf, toLonLat, type Xy } from "./mercator";

/**
 * The coordinate systems of the trade. CGCS2000 (EPSG:4490) is the datum; the planar ones are its 3° Gauss–Krüger zones,
 * with the zone number in front of the easting (4526, 4527) or without it (4547, 4548). Everything here is x = east,
 * y = north; only what people read and type is X = north, Y = east.
 */
const ellipsoid = "+a=6378137 +rf=298.257222101 +units=m +no_defs";
const gaussKrueger = (meridian: number, falseEasting: number) =>
  `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 ${ellipsoid}`;

export interface PlanarSystem {
  epsg: number;
  /** Central meridian in degrees east. */
  meridian: number;
  /** The zone number that stands in front of the easting; null where it is left out. */
  prefix: number | null;
}

export const planarSystems: readonly PlanarSystem[] = [
  { epsg: 4547, meridian: 114, prefix: null },
  { epsg: 4526, meridian: 114, prefix: 38 },
  { epsg: 4548, meridian: 117, prefix: null },
  { epsg: 4527, meridian: 117, prefix: 39 },
];

proj4.defs("EPSG:4490", `+proj=longlat ${ellipsoid}`);
for (const { epsg, meridian, prefix } of planarSystems) {
  proj4.defs(`EPSG:${epsg}`, gaussKrueger(meridian, (prefix ?? 0) * 1_000_000 + 500_000));
}
register(proj4);

export function planarSystem(epsg: number): PlanarSystem | null {
  return planarSystems.find((system) => system.epsg === epsg) ?? null;
}

/** The system without zone prefix whose central meridian is nearest: 1.5° either side belong to a 3° zone. */
export function planarSystemAt(lon: number): PlanarSystem {
  const plain = planarSystems.filter((system) => system.prefix === null);
  return plain.reduce((best, system) =>
    Math.abs(lon - system.meridian) < Math.abs(lon - best.meridian) ? system : best,
  );
}

/** lon/lat → [easting, northing]. */
export function toPlanar(lonLat: readonly number[], epsg: number): Xy {
  return transform([lonLat[0] ?? 0, lonLat[1] ?? 0], "EPSG:4490", `EPSG:${epsg}`) as Xy;
}

/** [easting, northing] → lon/lat. */
export function fromPlanar(point: readonly number[], epsg: number): Xy {
  return transform([point[0] ?? 0, point[1] ?? 0], `EPSG:${epsg}`, "EPSG:4490") as Xy;
}

export function isKnownSystem(epsg: number): boolean {
  return getProjection(`EPSG:${epsg}`) !== null;
}
