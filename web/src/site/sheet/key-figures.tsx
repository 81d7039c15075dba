import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage, language } from "../../locale/language";
import { formatWanPerMu, formatYuan } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import { areaFigure, areaUnitLabel, formatArea } from "../../locale/units";
import type { SiteSheet } from "../types";
import { deliveryWords, listed, priceWords } from "../words";
import { s } from "./messages";
import { PremisesFigures } from "./premises-figures";
import { SourceLine } from "./source-line";

/** Per hectare, in the large unit each language counts in: 万元 or a million. */
function perHa(wanPerHa: number | null): string {
  if (wanPerHa === null) return "—";
  return s.perHa(language.value === "zh" ? formatNumber(wanPerHa, 2) : formatNumber(wanPerHa / 100, 2));
}

function areaBasis(area: SiteSheet["area"]): string {
  if (area.basis === "surveyed") return s.surveyed();
  return area.basis === "told" || area.planar_epsg === null ? s.toldArea() : s.planar(area.planar_epsg);
}

/** The four figures one looks for first: how large, how much, when, what for. */
export function KeyFigures({ sheet }: { sheet: SiteSheet }) {
  const { area, offer } = sheet;
  const today = sheet.as_of;
  return (
    <div class="key-figures">
      <div class="key-figure">
        <h2>{s.area()}</h2>
        <p class="key-value">
          {areaFigure(area.m2, "mu")} <small>{areaUnitLabel("mu")}</small>
        </p>
        <p class="key-more">
          {formatArea(area.m2, "ha")} · {formatArea(area.m2, "m2")}
        </p>
        <SourceLine source={areaBasis(area)} since={area.since} today={today} />
      </div>
      {sheet.premises ? <PremisesFigures sheet={sheet} premises={sheet.premises} /> : <Price sheet={sheet} />}
      <div class="key-figure">
        <h2 title={s.deliveryGloss()}>{s.delivery()}</h2>
        <p class="key-value">{deliveryWords(offer?.delivery_on ?? null, today, sheet.kind)}</p>
        {offer?.delivery_on && <p class="key-more">{s.deliveryDay(formatDate(offer.delivery_on))}</p>}
        {offer && <SourceLine source={offer.source} since={offer.since} today={today} />}
      </div>
      <div class="key-figure">
        <h2>{sheet.premises ? s.kindOfSite() : s.landUse()}</h2>
        <p class="key-value">
          {sheet.premises
            ? term("premises_kind", sheet.kind)
            : inLanguage(sheet.land_use_name_zh, sheet.land_use_name_en) || "—"}
        </p>
        {sheet.land_use_code && (
          <p class="key-more">
            {sheet.land_use_code} · {sheet.land_use_scheme}
          </p>
        )}
        {sheet.industries.length > 0 && (
          <p class="key-more">
            {s.suited(listed(sheet.industries.map((i) => `${inLanguage(i.name_zh, i.name_en)} (${i.code})`)))}
          </p>
        )}
      </div>
    </div>
  );
}

/** The start price: the terms on which the site is offered, from its announcement where there is one. */
function Price({ sheet }: { sheet: SiteSheet }) {
  const { listing, offer, as_of: today } = sheet;
  const perMu = offer?.start_price_wan_per_mu ?? null;
  const source = listing?.listing_no ?? offer?.source;
  const since = listing?.announced_on ?? offer?.since;
  return (
    <div class="key-figure">
      <h2 title={s.priceGloss()}>{s.price()}</h2>
      <p class="key-value">{perMu === null ? priceWords(null) : formatWanPerMu(perMu)}</p>
      {offer && offer.start_price_yuan_per_m2 !== null && (
        <p class="key-more">
          {perHa(offer.start_price_wan_per_ha)} · {s.perM2(formatNumber(offer.start_price_yuan_per_m2, 2))}
          <br />
          {s.total(formatYuan(offer.start_total_yuan))}
        </p>
      )}
      {source && since && <SourceLine source={source} since={since} today={today} />}
    </div>
  );
}
