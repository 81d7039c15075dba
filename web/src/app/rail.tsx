import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { endPause, startPause } from "../api/settled";
import { language, messages } from "../locale/language";
import { Icon } from "../ui/icon";
import { isPhone, layout, setLayout } from "./layout";
import { desk, openDesk } from "./location";
import { fetchPart } from "./part";
import { type Desk, desks, panelsIn } from "./registry";

const m = messages({
  desks: ["功能", "Desks"],
  unfold: ["展开功能名称", "Show the names"],
  fold: ["收起功能名称", "Hide the names"],
  daily: ["日常", "Every day"],
  planning: ["测绘与规划", "Survey and planning"],
  supply: ["标准地", "Standard land"],
  projects: ["项目", "Projects"],
  reuse: ["存量与盘活", "Stock and reuse"],
  figures: ["统计与交换", "Figures and exchange"],
  upkeep: ["管理", "Upkeep"],
});

/** The groups of the rail by the order of their desks: each takes the desks from its number on. */
const groups = [
  { from: 0, title: m.daily },
  { from: 30, title: m.planning },
  { from: 32, title: m.supply },
  { from: 42, title: m.projects },
  { from: 45, title: m.reuse },
  { from: 50, title: m.figures },
  { from: 80, title: m.upkeep },
];
const patienceMs = 250;

/** The strip at the left (at the bottom on a phone): one entry per desk that works for this user, unfolding to names. */
export function Rail() {
  const open = useSignal(false);
  const waiting = useRef<number | undefined>(undefined);
  const set = (value: boolean, afterMs = 0) => {
    endPause(waiting.current);
    if (afterMs === 0) open.value = value;
    else
      waiting.current = startPause(() => {
        open.value = value;
      }, afterMs);
  };
  useEffect(() => () => endPause(waiting.current), []);
  const entries = desks.value.filter((entry) => entry.available?.() ?? true);
  const isOpen = open.value && !isPhone.value;
  return (
    <nav class={`rail ${isOpen ? "rail-open" : ""}`} aria-label={m.desks()}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the pointer only unfolds the names, which the first button does for everybody */}
      <div class="rail-list" onMouseEnter={() => set(true, patienceMs)} onMouseLeave={() => set(false)}>
        <button
          type="button"
          class="rail-entry rail-fold"
          aria-expanded={isOpen}
          aria-label={isOpen ? m.fold() : m.unfold()}
          title={isOpen ? m.fold() : m.unfold()}
          onClick={() => set(!open.value)}
        >
          <span class="rail-sign">
            <Icon name={isOpen ? "chevronLeft" : "chevronRight"} size={16} />
          </span>
        </button>
        {groups.map(({ from, title }, index) => {
          const until = groups[index + 1]?.from ?? Number.POSITIVE_INFINITY;
          const inside = entries.filter(({ order }) => order >= from && order < until);
          return (
            inside.length > 0 && (
              <div key={from} class="rail-group" role="group" aria-label={title()}>
                <p class="rail-title" aria-hidden="true">
                  {title()}
                </p>
                {inside.map((entry) => (
                  <Entry key={entry.id} entry={entry} onEnter={() => set(false)} />
                ))}
              </div>
            )
          );
        })}
      </div>
    </nav>
  );
}

function Entry({ entry, onEnter }: { entry: Desk; onEnter: () => void }) {
  const content = (
    <>
      <span class="rail-sign" aria-hidden="true">
        {language.value === "zh" ? entry.glyph : <Icon name={entry.icon} size={18} />}
      </span>
      <span class="rail-name" aria-hidden="true">
        {entry.label()}
      </span>
    </>
  );
  if (entry.href) {
    return (
      <a class="rail-entry" href={entry.href} title={entry.label()} aria-label={entry.label()}>
        {content}
      </a>
    );
  }
  const current = desk.value === entry.id;
  return (
    <button
      type="button"
      class="rail-entry"
      title={entry.label()}
      aria-label={entry.label()}
      aria-current={current ? "page" : undefined}
      onPointerEnter={() => entry.page && void fetchPart(entry.page)}
      onClick={() => {
        // folded at once, so that what lies under the names can be reached
        onEnter();
        enter(entry);
      }}
    >
      {content}
    </button>
  );
}

/** Go to a desk and open the panel it works in; pressing the open desk again folds its panel away. */
export function enter(entry: Desk): void {
  const again = desk.value === entry.id;
  openDesk(entry.id);
  if (entry.page) return;
  if (entry.opensBottom) {
    setLayout({ bottom: again ? !layout.value.bottom : true, ...(isPhone.value ? { left: false, right: false } : {}) });
    return;
  }
  if (panelsIn("left", entry.id).length === 0) return;
  const left = again ? !layout.value.left : true;
  setLayout(isPhone.value ? { left, bottom: false, right: false } : { left });
}
