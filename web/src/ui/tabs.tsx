import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

export interface Tab {
  id: string;
  label: ComponentChildren;
  count?: number;
}

interface Props {
  tabs: Tab[];
  current: string;
  onChange: (id: string) => void;
  label: string;
  children?: ComponentChildren;
  /** At the right end of the tab line. */
  end?: ComponentChildren;
}

/** Scroll a line sideways, and nothing else, until the whole of one of its tabs is in sight, with a little of the next. */
function reveal(line: HTMLElement, tab: HTMLElement): void {
  const [frame, box] = [line.getBoundingClientRect(), tab.getBoundingClientRect()];
  const next = 32;
  if (box.right + next > frame.right) line.scrollLeft += box.right + next - frame.right;
  else if (box.left - next < frame.left) line.scrollLeft -= frame.left - box.left + next;
}

/** Tab line with its panel; arrow keys move between tabs. */
export function Tabs({ tabs, current, onChange, label, children, end }: Props) {
  const id = useId();
  const line = useRef<HTMLDivElement>(null);
  // a line that is too long scrolls: whoever comes by a link must see where she is
  useLayoutEffect(() => {
    const chosen = line.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (line.current && chosen) reveal(line.current, chosen);
  }, [current, tabs.length]);
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const index = tabs.findIndex((tab) => tab.id === current);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tabs-line">
        <div ref={line} class="tabs-list" role="tablist" aria-label={label} onKeyDown={move}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              class="tab"
              aria-selected={tab.id === current}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === current ? 0 : -1}
              onClick={() => onChange(tab.id)}
            >
              {tab.label}
              {tab.count !== undefined && <span class="tab-count">{tab.count}</span>}
            </button>
          ))}
        </div>
        {end}
      </div>
      {children !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may hold nothing else that the keyboard can reach
        <div id={`${id}-panel`} class="tabs-panel" role="tabpanel" tabIndex={0} aria-labelledby={`${id}-${current}`}>
          {children}
        </div>
      )}
    </div>
  );
}
