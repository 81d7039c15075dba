import { useEffect, useState } from "preact/hooks";
import { can } from "../../app/session";
import { Icon } from "../../ui/icon";
import { m } from "./messages";
import { takeFile } from "./upload.state";

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** A file held over the page: say what will happen, and take it when it is let go. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  const allowed = can("survey:upload");
  useEffect(() => {
    if (!allowed) return;
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hold = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      takeFile(event.dataTransfer?.files ?? null, { x: event.clientX, y: event.clientY });
    };
    document.addEventListener("dragenter", enter);
    document.addEventListener("dragleave", leave);
    document.addEventListener("dragover", hold);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragenter", enter);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("dragover", hold);
      document.removeEventListener("drop", drop);
    };
  }, [allowed]);
  if (!over) return null;
  return (
    <div class="survey-over" role="status">
      <div class="survey-over-card">
        <Icon name="upload" size={28} />
        <strong>{m.dropTitle()}</strong>
        <span>{m.formats()}</span>
        <span class="quiet">{m.dropText()}</span>
      </div>
    </div>
  );
}
