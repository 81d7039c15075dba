import { inLanguage, language } from "../../locale/language";
import { Icon } from "../../ui/icon";
import type { SiteSheet } from "../types";
import { listed } from "../words";
import { s } from "./messages";

/** The park: who runs it, what for, its industries and who is there already. */
export function ParkSection({ sheet }: { sheet: SiteSheet }) {
  const { park } = sheet;
  const leading = park.industries.filter((industry) => industry.is_leading);
  const named = leading.length ? leading : park.industries;
  return (
    <section class="sheet-section">
      <h2>
        {s.park()} <span class="sheet-level">{inLanguage(park.name_zh, park.name_en)}</span>
      </h2>
      <ul class="around">
        <li>
          <span class="quiet">{s.operator()}</span>
          <span>{inLanguage(park.operator_zh, park.operator_en)}</span>
        </li>
        <li>
          <span class="quiet">{s.purpose()}</span>
          <span>{inLanguage(park.purpose_zh, park.purpose_en)}</span>
        </li>
        {named.length > 0 && (
          <li>
            <span class="quiet">{leading.length ? s.leading() : s.industriesOfPark()}</span>
            <span>{listed(named.map((industry) => inLanguage(industry.name_zh, industry.name_en)))}</span>
          </li>
        )}
        {park.residents.length > 0 && (
          <li>
            <span class="quiet">{s.residents()}</span>
            <span>
              {listed(park.residents.map((resident) => inLanguage(resident.name_zh, resident.name_en)))}
              {park.residents[0]?.source && <span class="source-line">{park.residents[0].source}</span>}
            </span>
          </li>
        )}
      </ul>
    </section>
  );
}

const askAddress = (site: number) => `/ask?site=${site}${language.value === "en" ? "&lang=en" : ""}`;

/** One visible person to talk to, and the form for who would rather write. */
export function Contact({ sheet }: { sheet: SiteSheet }) {
  const { offer } = sheet;
  const name = inLanguage(offer?.contact_zh, offer?.contact_en);
  return (
    <section class="contact">
      <h2>{s.contact()}</h2>
      {name ? (
        <>
          <p class="contact-name">{name}</p>
          {offer?.contact_phone && (
            <a class="contact-phone" href={`tel:${offer.contact_phone.replaceAll(/[^+\d]/g, "")}`}>
              <Icon name="phone" size={16} />
              {offer.contact_phone}
            </a>
          )}
          <p class="gloss">{s.contactWhy()}</p>
        </>
      ) : (
        <p class="quiet">{s.noContact()}</p>
      )}
      <a class="button button-primary contact-ask no-print" href={askAddress(sheet.id)}>
        <Icon name="mail" size={16} />
        {s.ask()}
      </a>
      <p class="gloss no-print">{s.askWhy()}</p>
    </section>
  );
}
