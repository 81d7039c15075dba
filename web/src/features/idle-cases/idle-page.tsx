import { extra, setExtra } from "../../app/location";
import { idleParts } from "../../app/registry";
import { Tabs } from "../../ui/tabs";
import { m } from "./messages";
import "./idle-page.css";

/** 闲: cases, findings, patrols; each part is brought by its feature. */
export function IdlePage() {
  const parts = idleParts.value.filter((part) => part.visible?.() ?? true);
  const current = parts.find(({ id }) => id === extra.value.idle_tab) ?? parts[0];
  const Part = current?.component;
  return (
    <div class="page idle-page">
      <header class="page-head no-print">
        <div>
          <h2>{m.desk()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
      </header>
      <Tabs
        label={m.parts()}
        current={current?.id ?? ""}
        onChange={(id) => setExtra("idle_tab", id === parts[0]?.id ? null : id)}
        tabs={parts.map(({ id, label }) => ({ id, label: label() }))}
      >
        {Part && <Part />}
      </Tabs>
    </div>
  );
}
