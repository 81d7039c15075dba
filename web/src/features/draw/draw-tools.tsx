import { formatArea } from "../../locale/units";
import { IconButton } from "../../ui/button";
import { confirmed } from "../../ui/dialog";
import { proposalId } from "./board.state";
import { BoardStrip } from "./board-strip";
import "./draw.css";
import "./key-handlers";
import { discardDraft, draftExists } from "./draft.state";
import { drawing, figures, pen, snapping, tracing } from "./draw.state";
import { m } from "./messages";

/** Ask, then throw the draft away. */
export async function clearDraft(): Promise<void> {
  const yes = await confirmed({
    title: m.clearTitle(),
    text: m.clearText(figures.value.areaM2 > 0 ? formatArea(figures.value.areaM2) : null),
    confirm: m.clear(),
    tone: "danger",
  });
  if (yes) discardDraft();
}

/** The vertical strip of tools with their keys. */
export function DrawTools() {
  const { shape, sketch, mode, canUndo, canRedo } = drawing.value;
  if (proposalId.value !== null) return <BoardStrip />;
  return (
    <div class="card draw-tools" role="toolbar" aria-orientation="vertical" aria-label={m.tools()}>
      <IconButton icon="back" label={m.undo()} shortcut="Ctrl+Z" disabled={!canUndo} onClick={pen.undo} />
      <IconButton icon="forward" label={m.redo()} shortcut="Ctrl+Y" disabled={!canRedo} onClick={pen.redo} />
      <hr />
      <IconButton icon="magnet" label={m.snap()} shortcut="S" pressed={snapping.value} onClick={pen.toggleSnapping} />
      <IconButton icon="road" label={m.trace()} shortcut="T" pressed={tracing.value} onClick={pen.toggleTracing} />
      <IconButton
        icon="dot"
        label={m.hole()}
        pressed={mode === "hole"}
        disabled={shape.length === 0}
        onClick={() => (mode === "hole" ? pen.abort() : pen.startHole())}
      />
      <hr />
      <IconButton icon="check" label={m.finish()} shortcut="Enter" disabled={sketch.length < 3} onClick={pen.finish} />
      <IconButton icon="trash" label={m.clear()} disabled={!draftExists.value} onClick={clearDraft} />
    </div>
  );
}
