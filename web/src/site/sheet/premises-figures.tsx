import { formatDate } from "../../locale/date";
import { formatYuan } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import type { SheetPremises, SiteSheet } from "../types";
import { s } from "./messages";
import { SourceLine } from "./source-line";

/** Floor area or room left, height, load, crane, rent or price: what is not known says so. */
export function PremisesFigures({ sheet, premises }: { sheet: SiteSheet; premises: SheetPremises }) {
  const metres = (value: number | null) => (value === null ? s.notTold() : `${formatNumber(value, 1)} m`);
  const expansion = sheet.kind === "expansion";
  const rows: [string, string][] = [
    [
      expansion ? s.roomLeft() : s.floorArea(),
      premises.floor_area_m2 === null ? s.notTold() : `${formatNumber(premises.floor_area_m2, 0)} m²`,
    ],
  ];
  if (sheet.kind === "workshop") {
    rows.push([s.storeys(), premises.storeys === null ? s.notTold() : String(premises.storeys)]);
    rows.push([s.clearHeight(), metres(premises.clear_height_m)]);
    rows.push([
      s.floorLoad(),
      premises.floor_load_t_m2 === null ? s.notTold() : `${formatNumber(premises.floor_load_t_m2, 1)} t/m²`,
    ]);
    rows.push([s.crane(), premises.crane_t === null ? s.notTold() : `${formatNumber(premises.crane_t, 0)} t`]);
    rows.push([
      s.rent(),
      premises.rent_yuan_per_m2_month === null
        ? s.notTold()
        : `${formatNumber(premises.rent_yuan_per_m2_month, 2)} ${s.rentUnit()}`,
    ]);
  }
  if (sheet.kind === "transfer")
    rows.push([s.sale(), premises.sale_yuan === null ? s.notTold() : formatYuan(premises.sale_yuan)]);
  return (
    <div class="key-figure">
      <h2>{s.building()}</h2>
      <dl class="premises-figures">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="figure">{value}</dd>
          </div>
        ))}
      </dl>
      {expansion && premises.far_max !== null && premises.room_measured_on && (
        <p class="key-more">{s.roomWhy(formatNumber(premises.far_max, 2), formatDate(premises.room_measured_on))}</p>
      )}
      <SourceLine source={premises.source} since={premises.observed_on} today={sheet.as_of} />
    </div>
  );
}
