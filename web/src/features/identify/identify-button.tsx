import { mapTool } from "../../app/map-state";
import { Icon } from "../../ui/icon";
import { toggleIdentify } from "./identify.state";
import { m } from "./messages";

export function IdentifyButton() {
  return (
    <span class="status-item">
      <button
        type="button"
        class="status-button"
        aria-pressed={mapTool.value === "identify"}
        aria-keyshortcuts="i"
        onClick={toggleIdentify}
      >
        <Icon name="info" size={14} />
        {m.identify()}
      </button>
    </span>
  );
}
