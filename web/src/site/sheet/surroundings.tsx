import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { openHere } from "../open-here";
import { SupplyMark } from "../site-mark";
import { addressWith } from "../state";
import type { SheetRoad, SiteSheet } from "../types";
import { s } from "./messages";

function RoadLine({ road }: { road: SheetRoad }) {
  const name = inLanguage(road.name_zh, road.name_en) || term("road_grade", road.grade);
  return (
    <li>
      <span class="quiet">{road.which === "main" ? s.mainRoad() : s.nearestRoad()}</span>
      <span>
        <strong>{name}</strong>
        {road.width_m !== null && ` · ${s.roadWidth(formatNumber(road.width_m, 0))}`} ·{" "}
        <span class="figure">{s.away(formatNumber(road.distance_m, 0))}</span>
      </span>
    </li>
  );
}

/** Roads and published neighbours; straight lines, and it says so. */
export function Surroundings({ sheet }: { sheet: SiteSheet }) {
  const roads = sheet.roads.filter(
    (road, _, all) =>
      road.which === "main" || !all.some((other) => other.which === "main" && other.name_zh === road.name_zh),
  );
  return (
    <section class="sheet-section sheet-around">
      <h2>{s.around()}</h2>
      <p class="gloss">{s.straight()}</p>
      <ul class="around">
        {sheet.address && (
          <li>
            <span class="quiet">{s.place()}</span>
            <span>{sheet.address}</span>
          </li>
        )}
        {roads.map((road) => (
          <RoadLine key={road.which} road={road} />
        ))}
      </ul>
      <h3 class="sheet-sub">{s.neighbours()}</h3>
      {sheet.neighbours.length === 0 && <p class="quiet">{s.noNeighbours()}</p>}
      <ul class="neighbours">
        {sheet.neighbours.map((site) => (
          <li key={site.id}>
            <a href={addressWith({ sheet: site.id })} onClick={(event) => openHere(event, site.id)}>
              {site.plot_no}
            </a>
            <span class="figure">{formatArea(site.area_m2, "mu")}</span>
            <SupplyMark supply={site.supply} />
            <span class="quiet figure">
              {site.distance_m < 1 ? s.adjoining() : s.away(formatNumber(site.distance_m, 0))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
