import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { areaFigure, areaUnitLabel, formatArea } from "../../locale/units";
import { Star } from "../kept/star";
import { m } from "../messages";
import { openHere } from "../open-here";
import { SiteMark } from "../site-mark";
import { SiteThumb } from "../site-thumb";
import { addressWith, embedded, hoveredId, selectedId } from "../state";
import type { SiteItem } from "../types";
import { Utilities } from "../utilities";
import { deliveryWords, industryWords, priceWords } from "../words";

/** What a building has, or the room left: floor area, clear height, load, rent. */
function BuildingLine({ site }: { site: SiteItem }) {
  const words = [
    site.floor_area_m2 !== null && m.floorArea(formatNumber(site.floor_area_m2, 0)),
    site.clear_height_m !== null && m.clearHeight(formatNumber(site.clear_height_m, 1)),
    site.floor_load_t_m2 !== null && m.floorLoad(formatNumber(site.floor_load_t_m2, 1)),
    site.rent_yuan_per_m2_month !== null && m.rent(formatNumber(site.rent_yuan_per_m2_month, 1)),
  ].filter(Boolean);
  return <p class="site-card-use">{words.length > 0 ? words.join(" · ") : m.figuresOpen()}</p>;
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
          <SiteMark site={site} />
          {!embedded && <Star id={site.id} plotNo={site.plot_no} />}
        </div>
        <p class="site-card-place">
          <span class="figure">{site.plot_no}</span> {inLanguage(site.park_name_zh, site.park_name_en)}
        </p>
        <p class="site-card-terms">
          {site.kind === "plot" || site.start_price_wan_per_mu !== null ? (
            <strong class={site.start_price_wan_per_mu === null ? "is-open" : ""}>
              {priceWords(site.start_price_wan_per_mu)}
            </strong>
          ) : (
            <strong>{inLanguage(site.title_zh, site.title_en)}</strong>
          )}
          <span>{deliveryWords(site.delivery_on, today, site.kind)}</span>
        </p>
        {site.kind !== "plot" && <BuildingLine site={site} />}
        <p class="site-card-use">
          {inLanguage(site.land_use_name_zh, site.land_use_name_en)}
          {industries && (
            <span>
              {site.land_use_name_zh && " · "}
              {m.suits(industries)}
            </span>
          )}
        </p>
        <div class="site-card-foot">
          <Utilities reach={site.utilities} />
          {site.kind === "plot" && <span class="quiet">{term("servicing_level", site.servicing)}</span>}
        </div>
      </div>
    </li>
  );
}
