import { effect } from "@preact/signals";
import { IconButton } from "../../ui/button";
import { boardSession, groundRound, mayDraw, sketchPoints, takeTool, tool } from "./board.state";
import { doing } from "./board-acts";
import { b } from "./board-messages";
import { tools } from "./board-tools";
import { canRedo, canUndo, redo, undo } from "./board-undo";
import { drawing, pen, snapping, tracing } from "./draw.state";
import { m } from "./messages";

export const toggleSnapping = () => pen.toggleSnapping();
export const toggleTracing = () => pen.toggleTracing();

// The board follows both switches, also when it is opened after they were thrown.
effect(() => {
  void groundRound.value;
  const [snaps, traces] = [snapping.value, tracing.value];
  const session = boardSession();
  session?.setSnapping(snaps);
  if (session) session.tracing = traces;
});

const penBusy = () => tool.value === "outline" && (drawing.value.canUndo || drawing.value.canRedo);

/** Back: first what is under the pen, then the last step of the proposal. */
export function back(): void {
  if (boardSession()?.takeBack()) return;
  if (tool.value === "outline" && drawing.value.canUndo) pen.undo();
  else void undo();
}

export function forth(): void {
  if (boardSession()?.giveAgain()) return;
  if (tool.value === "outline" && drawing.value.canRedo) pen.redo();
  else void redo();
}

/** All tools of the board with their keys, one below the other. */
export function BoardStrip() {
  const may = mayDraw.value;
  const under = sketchPoints.value.length > 0;
  return (
    <div class="card draw-tools drawing-strip" role="toolbar" aria-orientation="vertical" aria-label={b.tools()}>
      <IconButton
        icon="back"
        label={m.undo()}
        shortcut="Ctrl+Z"
        disabled={doing.value || !(under || penBusy() || canUndo.value)}
        onClick={back}
      />
      <IconButton
        icon="forward"
        label={m.redo()}
        shortcut="Ctrl+Y"
        disabled={doing.value || !(under || penBusy() || canRedo.value)}
        onClick={forth}
      />
      <hr />
      <IconButton icon="magnet" label={m.snap()} shortcut="S" pressed={snapping.value} onClick={toggleSnapping} />
      <IconButton icon="road" label={m.trace()} shortcut="T" pressed={tracing.value} onClick={toggleTracing} />
      <hr />
      {tools.map((one) => (
        <IconButton
          key={one.id}
          icon={one.icon}
          label={one.label()}
          shortcut={one.key.toUpperCase()}
          pressed={tool.value === one.id}
          disabled={!may}
          onClick={() => takeTool(one.id)}
        />
      ))}
    </div>
  );
}
