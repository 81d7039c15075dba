import { useId } from "preact/hooks";
import { type PatternTile, patternInk, patternOpacity } from "../symbols/patterns";

interface Props {
  color: string;
  pattern?: PatternTile | null;
  /** Outline of an area; by default the same colour, darker. */
  stroke?: string | null;
  geometry?: "polygon" | "line" | "point";
  width?: number | null;
  dash?: readonly number[] | null;
  /** Fill strength 0–1; 0 draws the outline only. */
  opacity?: number | null;
  size?: number;
}

/** The little picture beside a word in legends and lists: same colour and same pattern as on the map. */
export function Swatch({ color, pattern, stroke, geometry = "polygon", width, dash, opacity, size = 16 }: Props) {
  const dashes = dash?.length ? dash.join(" ") : undefined;
  return (
    <svg class="swatch" width={size * 1.25} height={size} viewBox="0 0 20 16" aria-hidden="true" focusable="false">
      {geometry === "line" && (
        <path
          d="M1 8 H19"
          stroke={color}
          stroke-width={Math.min(width ?? 2, 6)}
          stroke-dasharray={dashes}
          fill="none"
        />
      )}
      {geometry === "point" && <circle cx="10" cy="8" r="5" fill={color} stroke={stroke ?? "#fff"} />}
      {geometry === "polygon" && (
        <>
          <rect x="1" y="1.5" width="18" height="13" rx="1.5" fill={color} fill-opacity={opacity ?? 1} />
          {pattern && <PatternFill tile={pattern} />}
          <rect
            x="1"
            y="1.5"
            width="18"
            height="13"
            rx="1.5"
            fill="none"
            stroke={stroke ?? (opacity === 0 ? color : "#1B2733")}
            stroke-opacity={stroke || opacity === 0 ? 1 : 0.45}
            stroke-width={Math.min(width ?? 1, 2)}
            stroke-dasharray={dashes}
          />
        </>
      )}
    </svg>
  );
}

function PatternFill({ tile }: { tile: PatternTile }) {
  const id = useId();
  return (
    <>
      <defs>
        <pattern id={id} width={tile.size} height={tile.size} patternUnits="userSpaceOnUse">
          <g opacity={patternOpacity} fill={patternInk}>
            {tile.path && <path d={tile.path} stroke={patternInk} fill="none" />}
            {tile.dots?.map(([x, y, radius]) => (
              <circle key={`${x} ${y}`} cx={x} cy={y} r={radius} />
            ))}
          </g>
        </pattern>
      </defs>
      <rect x="1" y="1.5" width="18" height="13" rx="1.5" fill={`url(#${id})`} />
    </>
  );
}
