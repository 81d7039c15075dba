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
  const side = sheet * Math.max(1, Math.round(window.devicePixelRatio || 1));
  const marks = inkedSheet(tile, side);
  const context = blank(side);
  if (!marks || !context) return null;
  // Strokes run on from cell to cell and overlap there: they are drawn opaque first, made faint as a whole afterwards.
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

function inkedSheet(tile: PatternTile, side: number): CanvasRenderingContext2D | null {
  const context = blank(side);
  if (!context) return null;
  const times = Math.max(1, Math.round(sheet / tile.size));
  const stretch = side / times / tile.size;
  const path = tile.path ? new Path2D(tile.path) : null;
  context.strokeStyle = patternInk;
  context.fillStyle = patternInk;
  context.lineWidth = 1;
  // One cell around the sheet, for what reaches over its edge.
  for (let row = -1; row <= times; row += 1) {
    for (let column = -1; column <= times; column += 1) {
      context.setTransform(stretch, 0, 0, stretch, column * stretch * tile.size, row * stretch * tile.size);
      if (path) context.stroke(path);
      for (const [x, y, radius] of tile.dots ?? []) {
        context.beginPath();
        context.arc(x, y, radius, 0, Math.PI * 2);
        context.fill();
      }
    }
  }
  return context;
}
