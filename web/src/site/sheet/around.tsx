import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { asOf } from "../state";
import type { SheetChain, SiteSheet } from "../types";
import { sourceWords } from "../words";
import { ageWords } from "./age";
import { s } from "./messages";

/** How far it is to where goods and people go, and how that was measured. */
export function Distances({ sheet }: { sheet: SiteSheet }) {
  return (
    <section class="sheet-section sheet-distances">
      <h2>{s.distances()}</h2>
      <p class="gloss">{s.distancesGloss()}</p>
      {sheet.distances.length === 0 && <p class="quiet">{s.noDistances()}</p>}
      <ul class="around">
        {sheet.distances.map((item) => (
          <li key={item.kind}>
            <span class="quiet">{term("destination_kind", item.kind)}</span>
            <span>
              <strong>{inLanguage(item.name_zh, item.name_en)}</strong> ·{" "}
              <span class="figure">{s.km(formatNumber(item.distance_m / 1000, 1))}</span> ·{" "}
              {item.method === "road" ? s.byRoad() : s.byLine()}
              {item.minutes !== null && ` · ${s.minutes(item.minutes)}`}
              <span class="source-line">
                {" "}
                {sourceWords(item.source)} · {ageWords(item.since, sheet.as_of)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Regional assessments that cover the whole site: what the investor need not do again. */
export function Assessments({ sheet }: { sheet: SiteSheet }) {
  return (
    <section class="sheet-section sheet-assessments">
      <h2>{s.assessments()}</h2>
      <p class="gloss">{s.assessmentsGloss()}</p>
      {sheet.assessments.length === 0 && <p class="quiet">{s.noAssessments()}</p>}
      <ul class="assessments">
        {sheet.assessments.map((item) => (
          <li key={`${item.kind}-${item.document_no}`}>
            <strong>{term("assessment_kind", item.kind)}</strong>{" "}
            <span class="quiet">
              {item.document_no} · {item.until ? s.until(formatDate(item.until)) : s.untilOpen()}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChainLine({ item }: { item: SheetChain }) {
  const name = inLanguage(item.name_zh, item.name_en);
  return (
    <li>
      <strong>{name || inLanguage(item.industry_zh, item.industry_en)}</strong>
      {item.in_same_park && <span class="chain-near">{s.samePark()}</span>}{" "}
      <span class="quiet">{name && inLanguage(item.industry_zh, item.industry_en)}</span>
      <br />
      {item.side === "sells"
        ? name
          ? s.makes(inLanguage(item.makes_zh, item.makes_en))
          : inLanguage(item.goods_zh, item.goods_en)
        : name
          ? s.needs(inLanguage(item.needs_zh, item.needs_en))
          : inLanguage(item.goods_zh, item.goods_en)}
    </li>
  );
}

/** Who near by sells to or buys from the site's industries. */
export function Chain({ sheet }: { sheet: SiteSheet }) {
  const side = (wanted: SheetChain["side"]) =>
    sheet.chain
      .filter((item) => item.side === wanted)
      .sort((a, b) => Number(b.in_same_park ?? false) - Number(a.in_same_park ?? false))
      .slice(0, 6);
  const sides = [
    [s.sells(), side("sells")],
    [s.buys(), side("buys")],
  ] as const;
  return (
    <section class="sheet-section sheet-chain">
      <h2>{s.chain()}</h2>
      <p class="gloss">{s.chainGloss()}</p>
      {sheet.chain.length === 0 && <p class="quiet">{s.noChain()}</p>}
      {sides.map(
        ([title, items]) =>
          items.length > 0 && (
            <div key={title}>
              <h3 class="sheet-sub">{title}</h3>
              <ul class="chain">
                {items.map((item) => (
                  <ChainLine key={`${item.name_zh}-${item.industry_code}-${item.goods_zh}`} item={item} />
                ))}
              </ul>
            </div>
          ),
      )}
    </section>
  );
}

/** Photographs of the site, newest first; none, no heading. */
export function Photos({ sheet }: { sheet: SiteSheet }) {
  if (sheet.photos.length === 0) return null;
  const day = asOf.value ? `?as_of=${asOf.value}` : "";
  return (
    <section class="sheet-photos" aria-label={s.photos()}>
      {sheet.photos.slice(0, 4).map((photo) => (
        <figure key={photo.id}>
          <img
            src={`/api/sites/${sheet.id}/photos/${photo.id}${day}`}
            alt={inLanguage(photo.caption_zh, photo.caption_en) || s.photos()}
            loading="lazy"
            width={240}
            height={160}
          />
          <figcaption>
            {inLanguage(photo.caption_zh, photo.caption_en)} · {s.takenOn(formatDate(photo.taken_on))}
          </figcaption>
        </figure>
      ))}
    </section>
  );
}
