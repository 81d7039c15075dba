import { settingsParts } from "../../app/registry";
import { Tabs } from "../../ui/tabs";
import { CalendarPart } from "./calendar-part";
import { LandUsePart } from "./land-use-part";
import { m } from "./messages";
import { RulesPart } from "./rules-part";
import { openPart, part } from "./settings.state";
import "./settings.css";

const own: Record<string, typeof RulesPart> = { rules: RulesPart, calendar: CalendarPart, land_use: LandUsePart };

/** 规则与日历: the numbers every judgement rests on, and the days that count. */
export function SettingsPage() {
  const brought = settingsParts.value.filter(({ visible }) => visible?.() ?? true);
  const Part = brought.find(({ id }) => id === part.value)?.component ?? own[part.value] ?? RulesPart;
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
        onChange={openPart}
        tabs={[
          { id: "rules", label: m.rules() },
          { id: "calendar", label: m.calendar() },
          { id: "land_use", label: m.landUse() },
          ...brought.map(({ id, label }) => ({ id, label: label() })),
        ]}
      >
        <Part />
      </Tabs>
    </div>
  );
}
