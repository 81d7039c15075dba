import { api } from "../api/client";
import { resource } from "../api/resource";
import type { Bbox } from "../api/types";
import { inLanguage } from "../locale/language";
import { areaFigure, areaUnitLabel, formatArea } from "../locale/units";
import { IconButton } from "../ui/button";
import { m } from "./messages";
import { openHere } from "./open-here";
import { SiteMark } from "./site-mark";
import { addressWith, asOf, cardOf, found, hoveredId, select, selectedId, sheetId } from "./state";
import type { SiteItem } from "./types";
import { deliveryWords, priceWords } from "./words";

type Shown = Pick<
  SiteItem,
  | "id"
  | "kind"
  | "plot_no"
  | "supply"
  | "area_m2"
  | "bbox"
  | "park_name_zh"
  | "park_name_en"
  | "start_price_wan_per_mu"
  | "delivery_on"
>;

/** The site to tell about: the one under the pointer, otherwise the chosen one. */
const pointedId = () => (sheetId.value === null ? (hoveredId.value ?? selectedId.value) : null);

const listed = cardOf;

/** A site on the map that is not among the cards (it does not meet the wish) is asked for by itself. */
const other = resource(
  () => {
    const id = pointedId();
    return id === null || !found.data.value || listed(id) ? null : { id, as_of: asOf.value };
  },
  async ({ id, as_of }, signal): Promise<Shown> => {
    const sheet = await api.get("/api/sites/{site_id}", { path: { site_id: id }, query: { as_of }, signal });
    return {
      ...sheet,
      area_m2: sheet.area.m2,
      park_name_zh: sheet.park.name_zh,
      park_name_en: sheet.park.name_en,
      start_price_wan_per_mu: sheet.offer?.start_price_wan_per_mu ?? null,
      delivery_on: sheet.offer?.delivery_on ?? null,
    };
  },
);

const cardWidth = 272;
const gap = 10;

interface Props {
  pixelsOf: (bbox: Bbox) => { left: number; top: number; right: number; bottom: number } | null;
}

/** A small card beside the site under the pointer, or pinned to the chosen one. */
export function MapCard({ pixelsOf }: Props) {
  const id = pointedId();
  const asked = other.data.value;
  const site: Shown | null = listed(id) ?? (asked?.id === id ? asked : null);
  const at = site && pixelsOf(site.bbox);
  if (!site || !at) return null;
  const pinned = selectedId.value === site.id;
  const above = at.top > 150;
  const style = {
    left: `max(${gap}px, min(${Math.round((at.left + at.right) / 2 - cardWidth / 2)}px, calc(100% - ${cardWidth + gap}px)))`,
    top: `${Math.round(above ? at.top - gap : at.bottom + gap)}px`,
    width: `${cardWidth}px`,
  };
  return (
    <div class={`map-card ${above ? "map-card-above" : ""} ${pinned ? "map-card-pinned" : ""}`} style={style}>
      <div class="map-card-head">
        <strong class="figure">{areaFigure(site.area_m2, "mu")}</strong> {areaUnitLabel("mu")}
        <span class="quiet">{formatArea(site.area_m2, "ha")}</span>
        {pinned && <IconButton icon="close" label={m.close()} class="map-card-close" onClick={() => select(null)} />}
      </div>
      <p>
        <span class="figure">{site.plot_no}</span> {inLanguage(site.park_name_zh, site.park_name_en)}
      </p>
      <p>{priceWords(site.start_price_wan_per_mu)}</p>
      <p>{deliveryWords(site.delivery_on, found.data.value?.as_of ?? "", site.kind)}</p>
      <div class="map-card-foot">
        <SiteMark site={site} />
        {pinned && (
          <a href={addressWith({ sheet: site.id })} onClick={(event) => openHere(event, site.id)}>
            {m.seeSheet()}
          </a>
        )}
      </div>
    </div>
  );
}
