import { term } from "../app/terms";
import { inLanguage } from "../locale/language";
import { areaFigure, areaUnitLabel, formatArea } from "../locale/units";
import { m } from "./messages";
import { SiteThumb } from "./site-thumb";
import { addressWith, hoveredId, openSheet, selectedId } from "./state";
import type { SiteItem } from "./types";
import { Utilities } from "./utilities";
import { deliveryWords, industryWords, priceWords } from "./words";

export function SupplyMark({ supply }: { supply: string }) {
  return <span class={`supply supply-${supply}`}>{term("supply_state", supply)}</span>;
}

/** Left click opens the sheet in place; with a modifier the browser does what it always does with a link. */
export function openHere(event: MouseEvent, id: number): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  openSheet(id);
}

export function SiteCard({ site, today }: { site: SiteItem; today: string }) {
  const lit = hoveredId.value === site.id || selectedId.value === site.id;
  const point = (id: number | null) => () => {
    hoveredId.value = id;
  };
  const industries = industryWords(site.industry_codes);
  return (
    <li
      id={`site-${site.id}`}
      class={`site-card ${lit ? "is-lit" : ""} ${selectedId.value === site.id ? "is-selected" : ""}`}
      onPointerEnter={point(site.id)}
      onPointerLeave={point(null)}
    >
      <SiteThumb site={site} />
      <div class="site-card-body">
        <div class="site-card-head">
          <a
            class="site-card-link"
            href={addressWith({ sheet: site.id })}
            onClick={(event) => openHere(event, site.id)}
            onFocus={point(site.id)}
            onBlur={point(null)}
          >
            <span class="site-card-area">{areaFigure(site.area_m2, "mu")}</span>
            <span class="site-card-unit">{areaUnitLabel("mu")}</span>
            <span class="visually-hidden">
              {site.plot_no} {m.seeSheet()}
            </span>
          </a>
          <span class="site-card-other">{formatArea(site.area_m2, "ha")}</span>
          <SupplyMark supply={site.supply} />
        </div>
        <p class="site-card-place">
          <span class="figure">{site.plot_no}</span> {inLanguage(site.park_name_zh, site.park_name_en)}
        </p>
        <p class="site-card-terms">
          <strong class={site.start_price_wan_per_mu === null ? "is-open" : ""}>
            {priceWords(site.start_price_wan_per_mu)}
          </strong>
          <span>{deliveryWords(site.delivery_on, today)}</span>
        </p>
        <p class="site-card-use">
          {inLanguage(site.land_use_name_zh, site.land_use_name_en)}
          {industries && <span> · {m.suits(industries)}</span>}
        </p>
        <div class="site-card-foot">
          <Utilities reach={site.utilities} />
          <span class="quiet">{term("servicing_level", site.servicing)}</span>
        </div>
      </div>
    </li>
  );
}
