import { useEffect, useState } from "preact/hooks";
import { fetchCode } from "../../app/arrival";
import { can } from "../../app/session";
import { Icon } from "../../ui/icon";
import { names } from "./names";

/** The desk takes the files; its code may still have to arrive. */
async function take(files: File[], at: { x: number; y: number }): Promise<void> {
  (await fetchCode(() => import("./upload.state")))?.takeFile(files, at);
}

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
      void take([...(event.dataTransfer?.files ?? [])], { x: event.clientX, y: event.clientY });
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
        <strong>{names.dropTitle()}</strong>
        <span>{names.formats()}</span>
        <span class="quiet">{names.dropText()}</span>
      </div>
    </div>
  );
}
