import { EvidenceList } from "../../app/evidence-field";
import { openDesk, setExtra } from "../../app/location";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { EmptyState, Note } from "../../ui/states";
import { PlacesTable } from "./comparison-tab";
import { m } from "./messages";
import type { ListingSheet } from "./types";

/** What was decided, with minutes, the ranking as it was told then, and the publication of the result. */
export function DecisionTab({ listing }: { listing: ListingSheet }) {
  const decided = listing.allocation;
  if (!decided)
    return (
      <EmptyState icon="flag" title={m.noDecision()}>
        {m.noDecisionText()}
      </EmptyState>
    );
  return (
    <div class="supply-part-list">
      {decided.state !== "live" && (
        <Note tone="warning">
          {(decided.state === "revoked" ? m.revokedLine : m.endedLine)(
            formatDate(decided.ended_on),
            decided.end_reason,
          )}
        </Note>
      )}
      <section>
        <h4>{m.decidedTo(decided.party_name_zh, formatYuan(decided.price_yuan))}</h4>
        <p class="quiet">{m.decidedBy(formatDate(decided.decided_on), decided.decided_by_name)}</p>
      </section>
      <Facts>
        <Fact label={m.chair()}>{decided.chair || m.notSet()}</Fact>
        <Fact label={m.attendees()}>{decided.attendees || m.notSet()}</Fact>
        <Fact label={m.venue()}>{decided.venue || m.notSet()}</Fact>
        <Fact label={m.contractUntil()}>
          {decided.contract_until ? formatDate(decided.contract_until) : m.notSet()}
        </Fact>
        <Fact label={m.minutes()}>{decided.minutes}</Fact>
        {decided.evidence.length > 0 && (
          <Fact label={m.evidence()}>
            <EvidenceList files={decided.evidence} />
          </Fact>
        )}
        <Fact label={m.result()}>
          {decided.result
            ? m.resultLine(
                formatDate(decided.result.published_on),
                formatDate(decided.result.until),
                decided.result.media,
              )
            : m.noResult()}
        </Fact>
        <Fact label={m.contract()}>
          {decided.contract_no && listing.contract_id !== null ? (
            <Button
              kind="quiet"
              icon="handshake"
              onClick={() => {
                openDesk("contracts");
                setExtra("contract", String(listing.contract_id));
              }}
            >
              {decided.contract_no}
            </Button>
          ) : (
            m.awaitContract()
          )}
        </Fact>
      </Facts>
      <section>
        <h4>{m.rank()}</h4>
        <p class="quiet">{inLanguage(decided.ranking.rule.sentence_zh, decided.ranking.rule.sentence_en)}</p>
        <PlacesTable places={decided.ranking.places} lots={{}} />
      </section>
    </div>
  );
}
