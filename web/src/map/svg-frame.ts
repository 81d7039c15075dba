import type { Bbox, Geometry } from "../api/types";

/**
 * Fits ground into a small picture: lon/lat degrees → picture units, true to shape near the middle of the box (degrees of
 * longitude are shortened by the cosine of the latitude, as in an equirectangular map of a few kilometres).
 */
export interface Frame {
  width: number;
  height: number;
  /** Picture units per metre. */
  perMetre: number;
  x: (lon: number) => number;
  y: (lat: number) => number;
  /** Back from a place in the picture to degrees. */
  lon: (x: number) => number;
  lat: (y: number) => number;
}

const metresPerDegree = 111_195;

export function frameOf([west, south, east, north]: Bbox, width: number, height: number, margin: number): Frame {
  const middle = (south + north) / 2;
  const lonMetres = metresPerDegree * Math.cos((middle * Math.PI) / 180);
  const wide = Math.max((east - west) * lonMetres, 1);
  const tall = Math.max((north - south) * metresPerDegree, 1);
  const perMetre = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / tall);
  const left = (width - wide * perMetre) / 2;
  const top = (height - tall * perMetre) / 2;
  return {
    width,
    height,
    perMetre,
    x: (lon) => left + (lon - west) * lonMetres * perMetre,
    y: (lat) => top + (north - lat) * metresPerDegree * perMetre,
    lon: (x) => west + (x - left) / (lonMetres * perMetre),
    lat: (y) => north - (y - top) / (metresPerDegree * perMetre),
  };
}

const one = (value: number) => String(Math.round(value * 10) / 10);

function linePath(frame: Frame, points: readonly (readonly number[])[], closed: boolean): string {
  const corners = points.map(([lon = 0, lat = 0]) => `${one(frame.x(lon))} ${one(frame.y(lat))}`);
  return corners.length < 2 ? "" : `M${corners.join("L")}${closed ? "Z" : ""}`;
}

/** A GeoJSON line or area as SVG path data; holes are kept by the even-odd rule. */
export function pathOf(frame: Frame, geometry: Geometry | null): string {
  switch (geometry?.type) {
    case "Polygon":
      return geometry.coordinates.map((ring) => linePath(frame, ring, true)).join("");
    case "MultiPolygon":
      return geometry.coordinates.flatMap((part) => part.map((ring) => linePath(frame, ring, true))).join("");
    case "LineString":
      return linePath(frame, geometry.coordinates, false);
    case "MultiLineString":
      return geometry.coordinates.map((line) => linePath(frame, line, false)).join("");
    case "GeometryCollection":
      return geometry.geometries.map((part) => pathOf(frame, part)).join("");
    default:
      return "";
  }
}

/** The roundest length (1, 2 or 5 × 10ⁿ metres) whose bar is at most `most` picture units long. */
export function scaleBar(frame: Frame, most: number): { metres: number; length: number } {
  const limit = most / frame.perMetre;
  const ten = 10 ** Math.floor(Math.log10(limit));
  const metres = [5, 2, 1].map((step) => step * ten).find((step) => step <= limit) ?? ten;
  return { metres, length: metres * frame.perMetre };
}
