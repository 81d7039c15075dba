import { Tabs } from "../../ui/tabs";
import { CalendarPart } from "./calendar-part";
import { m } from "./messages";
import { RulesPart } from "./rules-part";
import { openPart, part, type SettingsPart } from "./settings.state";
import "./settings.css";

/** 规则与日历: the numbers every judgement rests on, and the days that count. */
export function SettingsPage() {
  return (
    <div class="page settings">
      <header class="page-head">
        <div>
          <h2>{m.settings()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
      </header>
      <Tabs
        label={m.settings()}
        current={part.value}
        onChange={(id) => openPart(id as SettingsPart)}
        tabs={[
          { id: "rules", label: m.rules() },
          { id: "calendar", label: m.calendar() },
        ]}
      >
        {part.value === "rules" ? <RulesPart /> : <CalendarPart />}
      </Tabs>
    </div>
  );
}
