import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { Badge } from "../../ui/chips";
import { FindingsList } from "../../ui/findings-list";
import { EmptyState } from "../../ui/states";
import { m } from "./messages";
import type { Comparison, ListingSheet, Place } from "./types";
import { VerdictMark } from "./verdict-mark";

/** Applications side by side and their places, each with what decided it. */
export function ComparisonTab({ listing }: { listing: ListingSheet }) {
  const found = listing.comparison;
  if (!found || found.ranking.length === 0)
    return (
      <EmptyState icon="scale" title={m.noComparison()}>
        {m.noApplicationsText()}
      </EmptyState>
    );
  return (
    <div class="supply-part-list">
      {listing.state === "closed" && found.findings.length > 0 && <FindingsList findings={found.findings} />}
      <section>
        <h4>{m.rank()}</h4>
        <p class="quiet">{inLanguage(found.rule.sentence_zh, found.rule.sentence_en)}</p>
        {found.lots && <p class="quiet">{m.lotsDrawn(formatDate(found.lots.drawn_on), found.lots.witness)}</p>}
        <PlacesTable places={found.ranking} lots={found.lots?.lots ?? {}} />
      </section>
      <Sheet found={found} />
    </div>
  );
}

/** Places with reasons; the same table shows a decision as it was taken. */
export function PlacesTable({ places, lots }: { places: Place[]; lots: Record<string, number> }) {
  const scored = places.some((place) => place.score !== null);
  return (
    <table class="supply-figures supply-places">
      <thead>
        <tr>
          <th scope="col">{m.rank()}</th>
          <th scope="col">{m.applications()}</th>
          <th scope="col">{m.bid()}</th>
          {scored && <th scope="col">{m.score()}</th>}
          <th scope="col">{m.reason()}</th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place.application_id} class={place.place === 1 ? "is-first" : ""}>
            <td>
              {place.place === null ? <span class="quiet">{m.notRanked()}</span> : <b>{m.place(place.place)}</b>}{" "}
              {place.tied_with.length > 0 && (
                <Badge tone="warning">{m.tied(place.tied_with.map((n) => m.numbered(n)).join("、"))}</Badge>
              )}
            </td>
            <th scope="row">
              {m.numbered(place.number)} {place.party_name_zh}
              {lots[place.application_id] !== undefined && (
                <span class="quiet"> · {m.lot(lots[place.application_id] ?? 0)}</span>
              )}
            </th>
            <td class="figure">{place.bid_yuan === null ? "—" : formatYuan(Number(place.bid_yuan))}</td>
            {scored && <td class="figure">{place.score ?? "—"}</td>}
            <td>{inLanguage(place.why_zh, place.why_en)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sheet({ found }: { found: Comparison }) {
  if (found.rows.length === 0) return null;
  const columns = found.ranking;
  return (
    <section>
      <h4>{m.tabCompare()}</h4>
      <p class="quiet">{m.compareText()}</p>
      <div class="supply-wide">
        <table class="supply-figures">
          <thead>
            <tr>
              <th scope="col">{m.indicator()}</th>
              <th scope="col">{m.required()}</th>
              {columns.map((one) => (
                <th key={one.application_id} scope="col">
                  {m.numbered(one.number)} {one.party_name_zh}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <tr key={`${row.indicator}.${row.direction}`}>
                <th scope="row" title={row.basis}>
                  {term("supply.Indicator", row.indicator)}
                </th>
                <td class="figure quiet">{inLanguage(row.required_zh, row.required_en)}</td>
                {columns.map((one) => {
                  const cell = row.cells.find((item) => item.application_id === one.application_id);
                  return (
                    <td
                      key={one.application_id}
                      class="figure"
                      title={inLanguage(cell?.message_zh, cell?.message_en ?? undefined) || undefined}
                    >
                      {cell ? (
                        <>
                          {inLanguage(cell.promised_zh, cell.promised_en)}
                          <br />
                          <VerdictMark verdict={cell.verdict} />
                        </>
                      ) : (
                        "—"
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
