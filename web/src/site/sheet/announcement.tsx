import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import type { SheetListing, SiteSheet } from "../types";
import { listed } from "../words";
import { a } from "./announcement-messages";

/** How the site is offered: method, days, price, and every indicator that is asked for, as announced. */
export function Announcement({ sheet }: { sheet: SiteSheet }) {
  const { listing } = sheet;
  if (!listing) return null;
  return (
    <section class="sheet-section sheet-announcement">
      <h2>{a.title()}</h2>
      <p class="gloss">{inLanguage(listing.standing_zh, listing.standing_en)}</p>
      <div class="sheet-announced">
        <Days listing={listing} />
        <Asked listing={listing} />
      </div>
      {listing.conditions_zh && <p class="gloss">{listing.conditions_zh}</p>}
    </section>
  );
}

function Days({ listing }: { listing: SheetListing }) {
  const { lease_years, deposit_yuan } = listing;
  const latest = [listing.latest_start_on, listing.latest_completion_on, listing.latest_production_on];
  const years = a.years(listing.term_years);
  const lines: [string, string][] = [
    [a.number(), listing.listing_no],
    [a.method(), `${term("supply.ListingMethod", listing.method)} · ${term("supply.TermKind", listing.term_kind)}`],
    [a.term(), lease_years === null ? years : listed([a.leaseFirst(lease_years), years])],
    [a.price(), formatYuan(listing.start_price_yuan)],
    [a.deposit(), deposit_yuan === null ? "—" : formatYuan(deposit_yuan)],
    [a.announced(), formatDate(listing.announced_on)],
    [a.apply(), `${formatDate(listing.applications_from)} – ${formatDate(listing.applications_until)}`],
    [a.opens(), formatDate(listing.opens_on)],
    [a.decided(), formatDate(listing.decided_from)],
  ];
  if (latest.some(Boolean)) lines.push([a.latest(), latest.map((day) => (day ? formatDate(day) : "—")).join(" / ")]);
  lines.push([a.contact(), `${listing.contact_zh} ${listing.contact_phone}`]);
  return (
    <table class="sheet-table">
      <tbody>
        {lines.map(([name, words]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Asked({ listing }: { listing: SheetListing }) {
  if (listing.requirements.length === 0) return null;
  return (
    <div>
      <table class="sheet-table">
        <thead>
          <tr>
            <th scope="col">{a.indicator()}</th>
            <th scope="col">{a.asked()}</th>
            <th scope="col">{a.checked()}</th>
          </tr>
        </thead>
        <tbody>
          {listing.requirements.map((item) => (
            <tr key={item.indicator}>
              <th scope="row">{inLanguage(item.label_zh, item.label_en)}</th>
              <td title={item.basis}>{inLanguage(item.words_zh, item.words_en)}</td>
              <td>{inLanguage(item.due_zh, item.due_en)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {listing.ranking_zh && (
        <p class="gloss">
          {a.ranking()}
          {listing.ranking_zh}
        </p>
      )}
    </div>
  );
}
