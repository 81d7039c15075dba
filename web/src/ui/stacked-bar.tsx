import { type PatternTile, patternInk, patternOpacity } from "../symbols/patterns";

export interface Segment {
  key: string;
  value: number;
  color: string;
  pattern?: PatternTile | null;
  /** What the segment is and how much: tooltip and name for screen readers. */
  label: string;
  pressed?: boolean;
  pale?: boolean;
  onPress?: () => void;
}

interface Props {
  segments: Segment[];
  /** The value that would fill the whole width; bars under each other share one scale. */
  full: number;
  label: string;
}

/** One bar of coloured, patterned parts whose lengths are their values; every part can be pressed. */
export function StackedBar({ segments, full, label }: Props) {
  const sum = segments.reduce((total, { value }) => total + value, 0);
  const width = full > 0 ? Math.max(2, (sum / full) * 100) : 0;
  return (
    <div class="stacked-bar" role="group" aria-label={label} style={{ width: `${width}%` }}>
      {segments
        .filter(({ value }) => value > 0)
        .map((segment) => (
          <button
            key={segment.key}
            type="button"
            class={`stacked-segment ${segment.pale ? "is-pale" : ""}`}
            aria-label={segment.label}
            aria-pressed={segment.pressed ?? false}
            title={segment.label}
            onClick={segment.onPress}
            style={{
              flexGrow: segment.value,
              backgroundColor: segment.color,
              backgroundImage: segment.pattern ? patternImage(segment.pattern) : undefined,
            }}
          />
        ))}
    </div>
  );
}

/** The pattern's tile as a CSS image: the same drawing as in swatches and on the map. */
export function patternImage(tile: PatternTile): string {
  const dots = (tile.dots ?? []).map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}"/>`).join("");
  const path = tile.path ? `<path d="${tile.path}" stroke="${patternInk}" fill="none"/>` : "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${tile.size}" height="${tile.size}"><g opacity="${patternOpacity}" fill="${patternInk}">${path}${dots}</g></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
