import { type PatternTile, patternInk, patternOpacity } from "../symbols/patterns";

/**
 * Pattern tiles as canvas patterns. A tile is a whole number of device pixels wide: a stretched one would put each of its
 * lines at another place between pixels, and the hatching would look frayed. OpenLayers anchors patterns at the map's
 * origin, which rests between pixels (pixel-grid.ts).
 */
const made = new Map<PatternTile, CanvasPattern | null>();

export function canvasPattern(tile: PatternTile): CanvasPattern | null {
  const known = made.get(tile);
  if (known !== undefined) return known;
  const pattern = draw(tile, Math.min(window.devicePixelRatio || 1, 2));
  made.set(tile, pattern);
  return pattern;
}

function draw(tile: PatternTile, ratio: number): CanvasPattern | null {
  const side = Math.max(1, Math.round(tile.size * ratio));
  const marks = blank(side);
  const context = blank(side);
  if (!marks || !context) return null;
  ink(marks, tile, side / tile.size);
  // Marks may touch each other: they are drawn opaque first and made faint as a whole.
  context.globalAlpha = patternOpacity;
  context.drawImage(marks.canvas, 0, 0);
  return context.createPattern(context.canvas, "repeat");
}

function blank(side: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  return canvas.getContext("2d");
}

/** The tile with its eight neighbours, for what reaches over its edge; all lines as one path, so that joins stay even. */
function ink(context: CanvasRenderingContext2D, tile: PatternTile, stretch: number): void {
  const path = tile.path ? new Path2D(tile.path) : null;
  const lines = new Path2D();
  const dots = new Path2D();
  for (const row of [-1, 0, 1]) {
    for (const column of [-1, 0, 1]) {
      const [left, top] = [column * stretch * tile.size, row * stretch * tile.size];
      if (path) lines.addPath(path, new DOMMatrix([stretch, 0, 0, stretch, left, top]));
      for (const [x, y, radius] of tile.dots ?? []) {
        const [cx, cy, r] = [left + x * stretch, top + y * stretch, radius * stretch];
        dots.moveTo(cx + r, cy);
        dots.arc(cx, cy, r, 0, Math.PI * 2);
      }
    }
  }
  context.strokeStyle = patternInk;
  context.fillStyle = patternInk;
  context.lineWidth = stretch;
  context.stroke(lines);
  context.fill(dots);
}
