import { mapBbox, mapView, pointer } from "../../app/map-state";
import { formatArea, formatLength } from "../../locale/units";
import { formatBearing, gridBearing, measureLength } from "../../map/measure";
import { chosen, mayDraw, plotsReady, sketchPoints, snapped, tool } from "./board.state";
import { shown } from "./board-acts";
import { b } from "./board-messages";
import { toolOf } from "./board-tools";

const nearZoom = 14;

function sentence(): string {
  const { plots, hint } = toolOf(tool.value);
  const far = mapBbox.value !== null && (mapView.value?.place.zoom ?? nearZoom) < nearZoom;
  if (far) return b.hintFar();
  if (shown.value && !shown.value.is_refused) return b.hintReady();
  if (plots[0] > 0 && !plotsReady.value && plots[0] === 1 && chosen.value.length === 0) return b.hintPlotFirst();
  return hint();
}

/** What the next click does, what the pointer is drawn to and how far, the side under the pen. */
export function BoardHint() {
  if (!mayDraw.value) return null;
  const last = sketchPoints.value.at(-1);
  const here = pointer.value;
  const area = shown.value?.shapes.reduce((sum, one) => sum + one.area_m2, 0) ?? 0;
  return (
    <div class="card draw-hint" role="status">
      <span>{sentence()}</span>
      <SnapWords />
      {last && here && (
        <span class="figure draw-side">
          {formatLength(measureLength([last, here]).planarM)} · {formatBearing(gridBearing(last, here))}
        </span>
      )}
      {area > 0 && <strong class="figure">{formatArea(area)}</strong>}
    </div>
  );
}

/** What the pointer is drawn to, and how far. */
export function SnapWords() {
  const drawn = snapped.value;
  const words = { corner: b.snapCorner, side: b.snapSide, extension: b.snapExtension };
  return drawn && <span class="figure draw-side draw-snap">{words[drawn.kind](formatLength(drawn.metres))}</span>;
}
