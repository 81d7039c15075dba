import { type PatternTile, patternInk, patternOpacity } from "../symbols/patterns";

/**
 * OpenLayers anchors canvas patterns every 512 pixels, so a pattern must divide 512 or it shows seams: the tile is
 * stretched a hair to fit a whole number of times into a sheet of 256, and the sheet is the pattern.
 */
const sheet = 256;
const made = new Map<PatternTile, CanvasPattern | null>();

export function canvasPattern(tile: PatternTile): CanvasPattern | null {
  const known = made.get(tile);
  if (known !== undefined) return known;
  const pattern = draw(tile);
  made.set(tile, pattern);
  return pattern;
}

function draw(tile: PatternTile): CanvasPattern | null {
  const ratio = Math.max(1, Math.round(window.devicePixelRatio || 1));
  const canvas = document.createElement("canvas");
  canvas.width = sheet * ratio;
  canvas.height = sheet * ratio;
  const context = canvas.getContext("2d");
  if (!context) return null;
  const times = Math.max(1, Math.round(sheet / tile.size));
  const stretch = (sheet / times / tile.size) * ratio;
  const path = tile.path ? new Path2D(tile.path) : null;
  context.globalAlpha = patternOpacity;
  context.strokeStyle = patternInk;
  context.fillStyle = patternInk;
  context.lineWidth = 1;
  for (let row = 0; row < times; row += 1) {
    for (let column = 0; column < times; column += 1) {
      context.setTransform(stretch, 0, 0, stretch, column * stretch * tile.size, row * stretch * tile.size);
      // Each tile keeps to itself; strokes that continue in the next one are drawn there again.
      context.save();
      context.beginPath();
      context.rect(0, 0, tile.size, tile.size);
      context.clip();
      if (path) context.stroke(path);
      for (const [x, y, radius] of tile.dots ?? []) {
        context.beginPath();
        context.arc(x, y, radius, 0, Math.PI * 2);
        context.fill();
      }
      context.restore();
    }
  }
  return context.createPattern(canvas, "repeat");
}
