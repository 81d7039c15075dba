/**
 * A fill pattern that stands beside colour, so that a state is never told by colour alone: a square tile in pixels that
 * repeats. The tiles come with the layers (palette.toml); map (canvas) and legend (SVG) draw them from the same data.
 */
export interface PatternTile {
  size: number;
  /** SVG path data, stroked one pixel wide. */
  path?: string;
  /** Filled circles: x, y, radius. */
  dots?: readonly (readonly [x: number, y: number, radius: number])[];
}

export const patternInk = "#1B2733";
export const patternOpacity = 0.6;
