import { Icon } from "../../ui/icon";
import { busy, keptIds, toggle } from "./kept.state";
import { k } from "./messages";

/** The star of a site: pressed when it is on the list. */
export function Star({ id, plotNo, wordy }: { id: number; plotNo: string; wordy?: boolean }) {
  const kept = keptIds.value.has(id);
  return (
    <button
      type="button"
      class={`star ${kept ? "is-kept" : ""} ${wordy ? "button button-plain star-wordy" : ""}`}
      aria-pressed={kept}
      aria-label={wordy ? undefined : kept ? k.unstar(plotNo) : k.star(plotNo)}
      title={kept ? k.unstar(plotNo) : k.star(plotNo)}
      disabled={busy.value}
      onClick={(event) => {
        event.stopPropagation();
        void toggle(id, plotNo);
      }}
    >
      <Icon name="star" size={wordy ? 16 : 20} />
      {wordy && (
        <span>
          {kept ? k.unstarWord() : k.starWord()} <span class="visually-hidden">{plotNo}</span>
        </span>
      )}
    </button>
  );
}
