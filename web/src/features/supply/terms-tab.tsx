import { EvidenceList } from "../../app/evidence-field";
import { term } from "../../app/terms";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber, formatPercent } from "../../locale/number";
import { Badge } from "../../ui/chips";
import { Fact, Facts } from "../../ui/facts";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { EntryLine } from "./clock-strip";
import { industryNames } from "./industries";
import { m } from "./messages";
import { openListing } from "./supply.state";
import type { ListingSheet, Requirement, RuleEntry } from "./types";

/** What was announced (of a draft: what would be), what it rests on, and what keeps it from being published. */
export function TermsTab({ listing }: { listing: ListingSheet }) {
  return (
    <div class="supply-part-list">
      <Standing listing={listing} />
      <Terms listing={listing} />
      <Indicators rows={listing.requirements} />
      <Conditions listing={listing} />
      <Applied entries={listing.entries} />
      {listing.chain.length > 1 && <Chain listing={listing} />}
    </div>
  );
}

function Standing({ listing }: { listing: ListingSheet }) {
  const errors = listing.findings.filter((finding) => finding.severity === "error").length;
  return (
    <>
      {listing.state === "draft" && errors > 0 && <Note tone="warning">{m.cannotPublish(errors)}</Note>}
      {listing.state === "draft" && errors === 0 && <Note tone="success">{m.mayPublish()}</Note>}
      {listing.published_at && (
        <p class="quiet">
          {m.frozen(listing.published_by_name ?? "", formatInstant(listing.published_at))}{" "}
          {listing.readiness && m.readinessPassed(formatDate(listing.readiness.as_of))}
        </p>
      )}
      {listing.findings.length > 0 && <FindingsList findings={listing.findings} />}
    </>
  );
}

function Terms({ listing }: { listing: ListingSheet }) {
  const latest = [listing.latest_start_on, listing.latest_completion_on, listing.latest_production_on];
  return (
    <Facts>
      <Fact label={m.howOffered()}>
        {term("supply.ListingMethod", listing.method)} · {term("supply.TermKind", listing.term_kind ?? "")}
      </Fact>
      <Fact label={m.term()}>
        {m.years(listing.term_years ?? 0)}
        {listing.lease_years !== null && `（${m.leaseFirst(listing.lease_years)}）`}
      </Fact>
      <Fact label={m.price()}>
        {listing.start_price_yuan === null ? m.notSet() : formatYuan(listing.start_price_yuan)}
      </Fact>
      <Fact label={m.deposit()}>{listing.deposit_yuan === null ? m.notSet() : formatYuan(listing.deposit_yuan)}</Fact>
      <Fact label={m.industries()}>
        {listing.industry_codes.length ? industryNames(listing.industry_codes) : m.anyIndustry()}
      </Fact>
      <Fact label={m.latest()}>
        {latest.some(Boolean) ? latest.map((day) => (day ? formatDate(day) : m.notSet())).join("、") : m.notSet()}
      </Fact>
      <Fact label={m.delivery()}>{listing.delivery_on ? formatDate(listing.delivery_on) : m.notSet()}</Fact>
      <Fact label={m.boundary()}>{m.version(listing.plot.version_no ?? "")}</Fact>
      <Fact label={m.rule()}>{inLanguage(listing.ranking_rule.sentence_zh, listing.ranking_rule.sentence_en)}</Fact>
      <Fact label={m.contact()}>
        {listing.contact_zh} {listing.contact_phone}
      </Fact>
      {listing.conditions_zh && <Fact label={m.others()}>{listing.conditions_zh}</Fact>}
      {listing.evidence.length > 0 && (
        <Fact label={m.publishedText()}>
          <EvidenceList files={listing.evidence} />
        </Fact>
      )}
    </Facts>
  );
}

function Indicators({ rows }: { rows: Requirement[] }) {
  return (
    <section>
      <h4>{m.indicators()}</h4>
      {rows.length === 0 && <p class="quiet">{m.noIndicators()}</p>}
      {rows.length > 0 && (
        <table class="supply-figures">
          <thead>
            <tr>
              <th scope="col">{m.indicator()}</th>
              <th scope="col">{m.required()}</th>
              <th scope="col">{m.basis()}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.indicator}.${row.direction}`}>
                <th scope="row">{term("supply.Indicator", row.indicator)}</th>
                <td class="figure">{inLanguage(row.words_zh, row.words_en)}</td>
                <td class="quiet">
                  {row.basis} {!row.confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const bounds = [
  ["far", "容积率", "Floor area ratio"],
  ["building_coefficient", "建筑系数", "Building coefficient"],
  ["green_ratio", "绿地率", "Green ratio"],
] as const;

function Conditions({ listing }: { listing: ListingSheet }) {
  const held = listing.conditions;
  if (!held) return null;
  const words = (name: string, value: string | null | undefined) =>
    value == null ? "—" : name === "far" ? formatNumber(Number(value), 2) : formatPercent(Number(value), 1);
  return (
    <section>
      <h4>{m.conditions()}</h4>
      <Facts>
        {bounds.map(([name, zh, en]) => (
          <Fact key={name} label={inLanguage(zh, en)} source={held.document_no}>
            {words(name, held[`${name}_min`])} – {words(name, held[`${name}_max`])}
          </Fact>
        ))}
        <Fact label={m.basis()}>{held.document_no ?? m.notSet()}</Fact>
      </Facts>
    </section>
  );
}

function Applied({ entries }: { entries: RuleEntry[] }) {
  return (
    <details class="supply-applied">
      <summary>{m.applied()}</summary>
      <ul>
        {entries.map((entry) => (
          <li key={entry.code}>
            <code>{entry.code}</code> = {formatNumber(Number(entry.value), Number(entry.value) % 1 ? 2 : 0)}
            <EntryLine entry={entry} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Chain({ listing }: { listing: ListingSheet }) {
  return (
    <section>
      <h4>{m.chain()}</h4>
      <ul class="supply-chain">
        {listing.chain.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              class="supply-plot figure"
              disabled={one.id === listing.listing_id}
              onClick={() => openListing(one.id)}
            >
              {one.listing_no}
            </button>{" "}
            <span class="quiet">
              {term("supply.ListingState", one.state)}
              {one.announced_on && ` · ${formatDate(one.announced_on)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
