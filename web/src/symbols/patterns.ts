/**
 * The fill patterns that stand beside colour, so that a state is never told by colour alone. One drawing for the map
 * (canvas) and for legend and lists (SVG): a square tile of `size` pixels, drawn in the pattern's ink over the fill.
 */
export interface PatternShape {
  size: number;
  /** SVG path data, stroked with `width`, or filled where width is 0. */
  path: string;
  width: number;
}

const slash = (size: number) =>
  `M${-1} 1 L1 ${-1} M0 ${size} L${size} 0 M${size - 1} ${size + 1} L${size + 1} ${size - 1}`;
const backslash = (size: number) =>
  `M${-1} ${size - 1} L1 ${size + 1} M0 0 L${size} ${size} M${size - 1} ${-1} L${size + 1} 1`;
const dot = (x: number, y: number, r: number) =>
  `M${x - r} ${y} a${r} ${r} 0 1 0 ${2 * r} 0 a${r} ${r} 0 1 0 ${-2 * r} 0 Z`;

export const patternShapes: Record<string, PatternShape> = {
  dots: { size: 8, path: dot(2, 2, 1) + dot(6, 6, 1), width: 0 },
  sparse_dots: { size: 16, path: dot(4, 4, 1.2) + dot(12, 12, 1.2), width: 0 },
  sparse_lines: { size: 16, path: "M0 4 H16 M0 12 H16", width: 1 },
  vertical_lines: { size: 8, path: "M4 0 V8", width: 1 },
  hatch: { size: 8, path: slash(8), width: 1.2 },
  sparse_hatch: { size: 16, path: slash(16), width: 1.2 },
  dense_hatch: { size: 4, path: slash(4), width: 1.2 },
  back_hatch: { size: 8, path: backslash(8), width: 1.2 },
  cross: { size: 8, path: `${slash(8)} ${backslash(8)}`, width: 1 },
  cross_lines: { size: 8, path: `${slash(8)} ${backslash(8)}`, width: 1 },
  grid: { size: 8, path: "M0 4 H8 M4 0 V8", width: 1 },
};

/** Pattern names come from data; "dense-hatch" and "dense_hatch" are the same, an unknown one is plain fill. */
export function patternShape(name: string | null | undefined): PatternShape | null {
  if (!name || name === "none" || name === "solid") return null;
  return patternShapes[name.replaceAll("-", "_")] ?? null;
}
