/**
 * Tiles are cut with soft edges; where an edge falls between two pixels the ground shines through as a hair line. When
 * the map has come to rest it is therefore moved by less than a pixel, and scaled by less than 0.2 %, so that every tile
 * edge lies between pixels.
 */
export interface Rest {
  x: number;
  y: number;
  resolution: number;
}

const halfWorld = 20037508.342789244;
const tileSize = 512;
const topResolution = (2 * halfWorld) / tileSize;

/** `width` and `height` in CSS pixels, `ratio` device pixels per CSS pixel; centre and resolution in EPSG:3857. */
export function onPixelGrid(rest: Rest, width: number, height: number, ratio: number): Rest {
  const level = Math.max(0, Math.floor(Math.log2(topResolution / rest.resolution)));
  const tileResolution = topResolution / 2 ** level;
  // Twice as large a tile has an even number of device pixels, so the finer level the renderer may choose fits too.
  const pixels = 2 * Math.max(1, Math.round((tileSize * ratio * tileResolution) / rest.resolution / 2));
  const resolution = (tileSize * ratio * tileResolution) / pixels;
  const dot = resolution / ratio;
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  const snap = (distance: number, size: number) => (Math.round(distance / dot - size / 2) + size / 2) * dot;
  return {
    x: snap(rest.x + halfWorld, columns) - halfWorld,
    y: halfWorld - snap(halfWorld - rest.y, rows),
    resolution,
  };
}
