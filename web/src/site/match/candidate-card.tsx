import { term } from "../../app/terms";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { areaFigure, areaUnitLabel, formatArea } from "../../locale/units";
import { Star } from "../kept/star";
import type { Candidate, Contribution, Threshold } from "../match-answer";
import { m } from "../messages";
import { openHere } from "../open-here";
import { SiteMark } from "../site-mark";
import { SiteThumb } from "../site-thumb";
import { addressWith, embedded, hoveredId, selectedId } from "../state";
import type { SiteItem } from "../types";
import { deliveryWords, priceWords } from "../words";
import { w } from "./messages";

const one = (value: number) => value.toFixed(1);

/** One criterion: a bar of what it adds within what it could add, and why in words. */
function ContributionRow({ item }: { item: Contribution }) {
  const width = `${Math.max(item.could_add, 2) * 2}px`;
  const share = item.could_add > 0 ? Math.min(100, (item.adds / item.could_add) * 100) : 0;
  return (
    <li class={`contribution contribution-${item.state}`}>
      <span class="contribution-name">
        {inLanguage(item.label_zh, item.label_en)}
        {item.is_must && <span class="must-mark">{w.mustMark()}</span>}
      </span>
      <span class="contribution-bar" style={{ width }} title={w.adds(one(item.adds), one(item.could_add))}>
        <span class="contribution-fill" style={{ width: `${share}%` }} />
      </span>
      <span class="contribution-state">
        {w[`state_${item.state}`]()}
        <span class="visually-hidden"> {w.adds(one(item.adds), one(item.could_add))}</span>
      </span>
      <span class="contribution-reason">
        {inLanguage(item.reason_zh, item.reason_en)}
        {item.short_zh && (
          <span class="quiet contribution-short"> {inLanguage(item.short_zh, item.short_en ?? "")}</span>
        )}
      </span>
    </li>
  );
}

function ThresholdRow({ item }: { item: Threshold }) {
  const state = item.is_met === null ? "unknown" : item.is_met ? "met" : "missed";
  const words = { unknown: w.notSaid, met: w.meets, missed: w.misses }[state];
  return (
    <tr class={`threshold-${state}`}>
      <th scope="row">{inLanguage(item.label_zh, item.label_en)}</th>
      <td>{inLanguage(item.required_zh, item.required_en)}</td>
      <td>{item.is_met === null ? "—" : inLanguage(item.planned_zh, item.planned_en)}</td>
      <td>
        <strong>{words()}</strong>
      </td>
    </tr>
  );
}

function Thresholds({ items }: { items: Threshold[] }) {
  const told = items.filter((item) => item.is_met !== null);
  if (told.length === 0) return null;
  const source = items[0]?.source === "announced" ? w.announced() : w.fromTable();
  return (
    <div class="thresholds">
      <h4>
        {w.thresholds()} <span class="quiet">{source}</span>
      </h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the phone scrolls by keyboard */}
      <div class="thresholds-scroll" tabIndex={0} role="group" aria-label={w.thresholds()}>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{w.required()}</th>
              <th scope="col">{w.planned()}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {told.map((item) => (
              <ThresholdRow key={item.indicator} item={item} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Head({ site, candidate }: { site: SiteItem; candidate: Candidate }) {
  const area = candidate.area_m2 ?? site.area_m2;
  return (
    <div class="candidate-head">
      <a
        class="site-card-link"
        href={addressWith({ sheet: site.id })}
        onClick={(event) => openHere(event, site.id)}
        onFocus={() => {
          hoveredId.value = site.id;
        }}
        onBlur={() => {
          hoveredId.value = null;
        }}
      >
        {area !== null && <span class="site-card-area">{areaFigure(area, "mu")}</span>}
        <span class="site-card-unit">
          {area === null ? inLanguage(site.title_zh, site.title_en) : areaUnitLabel("mu")}
        </span>
        <span class="visually-hidden">
          {site.plot_no} {m.seeSheet()}
        </span>
      </a>
      <SiteMark site={site} />
      {candidate.candidate === "site" && !embedded && <Star id={site.id} plotNo={site.plot_no} />}
      <span class="candidate-score">
        <span class="visually-hidden">{w.score()} </span>
        <strong>{one(candidate.score)}</strong>
        <span class="quiet" title={w.reliabilityWhy()}>
          {w.reliability(candidate.reliability.toFixed(0))}
        </span>
      </span>
    </div>
  );
}

/** What a combination or a division is, and that it does not exist as it is. */
function Kind({ candidate }: { candidate: Candidate }) {
  if (candidate.candidate === "site") return null;
  const combined = candidate.candidate === "combination";
  return (
    <p class="candidate-kind">
      <strong>{combined ? w.combination() : w.division()}</strong>{" "}
      {combined ? w.combinationWhy() : w.divisionWhy(formatArea(candidate.rest_m2 ?? 0, "mu"))}
    </p>
  );
}

/** The start price of a plot; premises cost a rent or a price, or do not say. */
function costWords(site: Candidate["sites"][number]): string {
  if (site.kind === "plot" || site.start_price_wan_per_mu !== null) return priceWords(site.start_price_wan_per_mu);
  return site.rent_yuan_per_m2_month === null ? m.rentOpen() : m.rent(formatNumber(site.rent_yuan_per_m2_month, 1));
}

/** A ranked candidate with its score, how sure it is, and what each criterion contributes. */
export function CandidateCard({ candidate, today }: { candidate: Candidate; today: string }) {
  const site = candidate.sites[0];
  if (!site) return null;
  const lit = hoveredId.value === site.id || selectedId.value === site.id;
  const point = (id: number | null) => () => {
    hoveredId.value = id;
  };
  return (
    <li
      id={candidate.candidate === "site" ? `site-${site.id}` : undefined}
      class={`candidate ${lit ? "is-lit" : ""} candidate-${candidate.candidate}`}
      onPointerEnter={point(site.id)}
      onPointerLeave={point(null)}
    >
      <div class="candidate-top">
        <SiteThumb site={site} />
        <div class="candidate-body">
          <Head site={site} candidate={candidate} />
          <p class="site-card-place">
            {candidate.sites.map((one) => (
              <span key={one.id} class="figure candidate-number">
                {one.plot_no}{" "}
              </span>
            ))}
            {inLanguage(site.park_name_zh, site.park_name_en)}
          </p>
          <p class="site-card-terms">
            <strong>{costWords(site)}</strong>
            <span>{deliveryWords(site.delivery_on, today, site.kind)}</span>
            <span class="quiet">{site.servicing === "unknown" ? "" : term("servicing_level", site.servicing)}</span>
          </p>
          <Kind candidate={candidate} />
        </div>
      </div>
      <ul class="contributions" aria-label={w.why()}>
        {candidate.contributions.map((item) => (
          <ContributionRow key={item.criterion} item={item} />
        ))}
      </ul>
      <Thresholds items={candidate.thresholds} />
    </li>
  );
}
