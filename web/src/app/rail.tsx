import { language, messages } from "../locale/language";
import { Icon } from "../ui/icon";
import { isPhone, layout, setLayout } from "./layout";
import { desk, openDesk } from "./location";
import { type Desk, desks, panelsIn } from "./registry";

const m = messages({ desks: ["功能", "Desks"] });

/** The strip at the left (at the bottom on a phone): one entry per desk that works for this user. */
export function Rail() {
  const entries = desks.value.filter((entry) => entry.available?.() ?? true);
  return (
    <nav class="rail" aria-label={m.desks()}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </nav>
  );
}

function Entry({ entry }: { entry: Desk }) {
  const caption = language.value === "zh" ? entry.glyph : entry.label();
  const content = (
    <>
      <Icon name={entry.icon} size={18} />
      <span class="rail-caption">{caption}</span>
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
      onClick={() => enter(entry)}
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
