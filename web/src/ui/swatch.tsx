import { useId } from "preact/hooks";
import { patternShape } from "../symbols/patterns";

interface Props {
  color: string;
  pattern?: string | null;
  stroke?: string | null;
  geometry?: "polygon" | "line" | "point";
  width?: number | null;
  dash?: number[] | null;
  opacity?: number | null;
  size?: number;
}

/** The little picture beside a word in legends and lists: same colour and same pattern as on the map. */
export function Swatch({ color, pattern, stroke, geometry = "polygon", width, dash, opacity, size = 16 }: Props) {
  const id = useId();
  const shape = patternShape(pattern);
  const line = geometry === "line";
  return (
    <svg class="swatch" width={size * 1.25} height={size} viewBox={`0 0 20 16`} aria-hidden="true" focusable="false">
      {line && (
        <path
          d="M1 8 H19"
          stroke={color}
          stroke-width={Math.min(width ?? 2, 6)}
          stroke-dasharray={dash?.join(" ")}
          fill="none"
        />
      )}
      {geometry === "point" && <circle cx="10" cy="8" r="5" fill={color} stroke={stroke ?? "#fff"} />}
      {geometry === "polygon" && (
        <>
          {shape && (
            <defs>
              <pattern id={id} width={shape.size} height={shape.size} patternUnits="userSpaceOnUse">
                <path
                  d={shape.path}
                  stroke={shape.width ? "#1B2733" : "none"}
                  stroke-opacity="0.75"
                  stroke-width={shape.width}
                  fill={shape.width ? "none" : "#1B2733"}
                />
              </pattern>
            </defs>
          )}
          <rect x="1" y="1.5" width="18" height="13" rx="1.5" fill={color} fill-opacity={opacity ?? 1} />
          {shape && <rect x="1" y="1.5" width="18" height="13" rx="1.5" fill={`url(#${id})`} />}
          <rect
            x="1"
            y="1.5"
            width="18"
            height="13"
            rx="1.5"
            fill="none"
            stroke={stroke ?? "#1B2733"}
            stroke-opacity={stroke ? 1 : 0.45}
            stroke-width={width && stroke ? Math.min(width, 2) : 1}
            stroke-dasharray={dash?.join(" ")}
          />
        </>
      )}
    </svg>
  );
}
