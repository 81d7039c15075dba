import { mapBbox, mapView, pointer } from "../../app/map-state";
import { formatArea, formatLength } from "../../locale/units";
import { formatBearing, gridBearing, measureLength } from "../../map/measure";
import { proposalId, tool } from "./board.state";
import { BoardHint, SnapWords } from "./board-hint";
import { drawing, figures, tracing } from "./draw.state";
import { m } from "./messages";

const snapZoom = 14;

function sentence(): string {
  const { mode, sketch, shape } = drawing.value;
  if (mode === "edit") return m.hintEdit();
  if (tracing.value) return m.hintTrace();
  if (mode === "hole" && sketch.length === 0) return m.hintHole();
  // The zoom is no signal of its own; the box moves with it.
  const far = mapBbox.value !== null && (mapView.value?.place.zoom ?? snapZoom) < snapZoom;
  if (sketch.length === 0) return far && shape.length === 0 ? m.hintFar() : m.hintStart();
  return sketch.length < 3 ? m.hintFirst() : m.hintMore();
}

/** What the next click does, the side under the pen and the area so far. */
export function DrawHint() {
  const { sketch } = drawing.value;
  if (proposalId.value !== null && tool.value !== "outline") return <BoardHint />;
  const last = sketch.at(-1);
  const here = pointer.value;
  return (
    <div class="card draw-hint" role="status">
      <span>{sentence()}</span>
      <SnapWords />
      {last && here && (
        <span class="figure draw-side">
          {formatLength(measureLength([last, here]).planarM)} · {formatBearing(gridBearing(last, here))}
        </span>
      )}
      {figures.value.areaM2 > 0 && <strong class="figure">{formatArea(figures.value.areaM2)}</strong>}
    </div>
  );
}
