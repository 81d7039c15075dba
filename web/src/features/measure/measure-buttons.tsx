import { mapTool } from "../../app/map-state";
import { Icon } from "../../ui/icon";
import { startMeasuring } from "./measure.state";
import { m } from "./messages";

export function MeasureButtons() {
  return (
    <span class="status-item">
      {(["length", "area"] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          class="status-button"
          aria-pressed={mapTool.value === kind}
          aria-keyshortcuts={kind === "length" ? "m" : "Shift+m"}
          onClick={() => startMeasuring(kind)}
        >
          <Icon name={kind === "length" ? "ruler" : "area"} size={14} />
          {m[kind]()}
        </button>
      ))}
    </span>
  );
}
