import {
  addEquivalentProjections,
  addEquivalentTransforms,
  addProjection,
  get as getProjection,
  getTransform,
  Projection,
  transform,
} from "ol/proj";

/**
 * What every map needs: CGCS2000 degrees (EPSG:4490) on the Web Mercator screen. On a map the two ellipsoids cannot be told
 * apart (they differ by a tenth of a millimetre), so 4490 goes the way of 4326 and the public window needs no proj4; the
 * planar systems of the trade are in projections.ts.
 */
const degrees = new Projection({ code: "EPSG:4490", units: "degrees", global: true });
addProjection(degrees);
addEquivalentProjections([getProjection("EPSG:4326")!, degrees]);
addEquivalentTransforms(
  [degrees],
  [getProjection("EPSG:3857")!],
  getTransform("EPSG:4326", "EPSG:3857")!,
  getTransform("EPSG:3857", "EPSG:4326")!,
);

export type Xy = [x: number, y: number];

const move = (from: string, to: string) => {
  const run = (point: readonly number[]): Xy => transform([point[0] ?? 0, point[1] ?? 0], from, to) as Xy;
  return run;
};

export const toLonLat = move("EPSG:3857", "EPSG:4490");
export const fromLonLat = move("EPSG:4490", "EPSG:3857");

/** Metres on the ground of one map metre in Web Mercator at this latitude. */
export function groundFactor(latitude: number): number {
  return Math.cos((latitude * Math.PI) / 180);
}

/** OGC's pixel of 0.28 mm, the one tile services use. */
export const pixelMetres = 0.00028;

export function scaleOf(resolution3857: number, latitude: number): number {
  return (resolution3857 * groundFactor(latitude)) / pixelMetres;
}

export function resolutionFor(scale: number, latitude: number): number {
  return (scale * pixelMetres) / groundFactor(latitude);
}
