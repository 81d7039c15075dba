import { goToBbox } from "../../app/map-actions";
import { parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/states";
import { m } from "./messages";
import { NewPark } from "./new-park";
import { ParkSheet } from "./park-sheet";
import { openCode, openPark } from "./parks.state";
import "./parks.css";

/** 园区管理: the parks of the zone, one of them, or another one to be added. */
export function ParksPanel() {
  if (openCode.value === "") return <NewPark />;
  if (openPark.value) return <ParkSheet key={openPark.value.code} park={openPark.value} />;
  return (
    <div class="parks">
      <header class="parks-head">
        <p class="quiet">{m.intro()}</p>
        <Button
          kind="primary"
          icon="plus"
          onClick={() => {
            openCode.value = "";
          }}
        >
          {m.add()}
        </Button>
      </header>
      {parks.value.length === 0 ? (
        <EmptyState icon="map" title={m.empty()}>
          {m.emptyText()}
        </EmptyState>
      ) : (
        <ul>
          {parks.value.map((park) => (
            <li key={park.code}>
              <button
                type="button"
                class="parks-line"
                onClick={() => {
                  openCode.value = park.code;
                  if (park.bbox) goToBbox(park.bbox);
                }}
              >
                <span class="parks-line-head">
                  <strong>{park.code}</strong> {inLanguage(park.name_zh, park.name_en)}
                </span>
                <span class="parks-line-sub figure">
                  {park.area_planar_m2 === null ? m.noBoundary() : formatArea(park.area_planar_m2)} ·{" "}
                  {m.plots(formatNumber(park.plot_count))}
                  {park.operator_zh && ` · ${inLanguage(park.operator_zh, park.operator_en)}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
