import { messages } from "../locale/language";
import { IconButton } from "../ui/button";
import { Tabs } from "../ui/tabs";
import { layout, openTab, openTabs, setLayout } from "./layout";
import { desk } from "./location";
import { panelsIn } from "./registry";

const m = messages({
  left: ["左侧面板", "Left panel"],
  right: ["右侧面板", "Right panel"],
  fold: ["收起面板", "Fold the panel away"],
});

/** The left or right panel: the panels registered for it, as tabs where there are several. */
export function SidePanel({ side }: { side: "left" | "right" }) {
  const panels = panelsIn(side, desk.value);
  if (panels.length === 0 || !layout.value[side]) return null;
  const slot = `${side}:${side === "left" ? desk.value : ""}`;
  const current = panels.find((panel) => panel.id === openTabs.value[slot]) ?? panels[0]!;
  const Content = current.component;
  const tabs = panels.map((panel) => ({ id: panel.id, label: panel.title?.() ?? panel.id }));
  const titled = panels.some((panel) => panel.title);
  return (
    <aside class={`side side-${side}`} aria-label={m[side]()}>
      {side === "left" && <h2 class="visually-hidden">{current.title?.() ?? m.left()}</h2>}
      {titled ? (
        <Tabs
          tabs={tabs}
          current={current.id}
          label={m[side]()}
          onChange={(id) => openTab(slot, id)}
          end={
            <IconButton
              icon="close"
              label={m.fold()}
              shortcut={side === "left" ? "[" : "]"}
              onClick={() => setLayout({ [side]: false })}
            />
          }
        >
          <Content key={current.id} />
        </Tabs>
      ) : (
        <div class="side-body">
          <Content key={current.id} />
        </div>
      )}
    </aside>
  );
}
