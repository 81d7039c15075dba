import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

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

/** Tab line with its panel; arrow keys move between tabs. */
export function Tabs({ tabs, current, onChange, label, children, end }: Props) {
  const id = useId();
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
        <div class="tabs-list" role="tablist" aria-label={label} onKeyDown={move}>
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
