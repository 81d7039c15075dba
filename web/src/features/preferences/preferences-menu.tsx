import { language, messages } from "../../locale/language";
import { type AreaUnit, areaUnit, areaUnitLabel } from "../../locale/units";
import { Menu } from "../../ui/menu";
import { spokenName } from "../../ui/spoken-name";

const m = messages({
  unit: ["面积单位", "Unit of area"],
  switchLanguage: ["切换到英文", "Switch to Chinese"],
  mu: ["亩（两位小数）", "mu (2 decimals)"],
  ha: ["公顷（四位小数）", "hectares (4 decimals)"],
  m2: ["平方米（两位小数）", "square metres (2 decimals)"],
});

const units: AreaUnit[] = ["mu", "ha", "m2"];

/** Unit of area and language: both keep the place, both are in the address. */
export function PreferencesMenu() {
  const other = language.value === "zh" ? "EN" : "中文";
  return (
    <>
      <Menu
        label={m.unit()}
        shows={areaUnitLabel()}
        align="end"
        trigger={<span>{areaUnitLabel()}</span>}
        items={units.map((unit) => ({
          label: m[unit](),
          checked: areaUnit.value === unit,
          onSelect: () => {
            areaUnit.value = unit;
          },
        }))}
      />
      <button
        type="button"
        class="menu-button"
        title={m.switchLanguage()}
        aria-label={spokenName(m.switchLanguage(), other)}
        lang={language.value === "zh" ? "en" : "zh-CN"}
        onClick={() => {
          language.value = language.value === "zh" ? "en" : "zh";
        }}
      >
        {other}
      </button>
    </>
  );
}
