import { messages } from "../locale/language";
import { layout, openTabs, setLayout } from "./layout";
import { desk } from "./location";
import { panelsIn } from "./registry";

const m = messages({ bottom: ["台账面板", "Ledger panel"], resize: ["调整高度", "Change the height"] });
const least = 120;

/** The panel under the map. Its content brings its own head line (title, filters, export, enlarge). */
export function BottomPanel() {
  const panels = panelsIn("bottom", desk.value);
  const { bottom, bottomHeight, bottomFull } = layout.value;
  if (!bottom || panels.length === 0) return null;
  const current = panels.find((panel) => panel.id === openTabs.value.bottom) ?? panels[0]!;
  const Content = current.component;
  return (
    <aside
      class={`bottom ${bottomFull ? "bottom-full" : ""}`}
      style={bottomFull ? undefined : { height: `${bottomHeight}px` }}
      aria-label={m.bottom()}
    >
      {!bottomFull && <Handle />}
      <div class="bottom-body">
        <Content key={current.id} />
      </div>
    </aside>
  );
}

function Handle() {
  const resize = (height: number) => {
    setLayout({ bottomHeight: Math.round(Math.max(least, Math.min(window.innerHeight - 240, height))) });
  };
  const drag = (start: PointerEvent) => {
    const from = layout.value.bottomHeight;
    const handle = start.currentTarget as HTMLElement;
    handle.setPointerCapture(start.pointerId);
    const move = (event: PointerEvent) => resize(from + start.clientY - event.clientY);
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
  };
  return (
    <div
      class="bottom-handle"
      role="separator"
      aria-orientation="horizontal"
      aria-label={m.resize()}
      aria-valuenow={layout.value.bottomHeight}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={(event) => {
        if (event.key === "ArrowUp") resize(layout.value.bottomHeight + 32);
        if (event.key === "ArrowDown") resize(layout.value.bottomHeight - 32);
      }}
    />
  );
}
