import { copyText } from "../../app/copy-text";
import { setLayout } from "../../app/layout";
import { setFilters } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage, messages } from "../../locale/language";
import { formatPercent } from "../../locale/number";
import { Button, IconButton } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Fact, Facts } from "../../ui/facts";
import { EmptyState } from "../../ui/states";
import { EncumbrancesPart } from "./encumbrances-part";
import { m } from "./messages";
import { editing } from "./plot.state";
import { Section } from "./section";
import type { Dossier, PlotParty } from "./types";

const own = messages({ itsPlots: ["查看该主体的全部地块", "All plots of this party"] });

export function PartiesTab({ plot }: { plot: Dossier }) {
  const revise = can("party:write") && !isHistory.value && (
    <Button
      kind="quiet"
      icon="edit"
      onClick={() => {
        editing.value = "parties";
      }}
    >
      {m.reviseParties()}
    </Button>
  );
  return (
    <>
      {plot.parties.length === 0 ? (
        <EmptyState icon="building" title={m.partiesEmpty()} action={revise || undefined}>
          {m.partiesEmptyText()}
        </EmptyState>
      ) : (
        <Section title={m.parties()} action={revise}>
          {plot.parties.map((party) => (
            <Party key={`${party.party_id}-${party.role}`} party={party} />
          ))}
        </Section>
      )}
      <EncumbrancesPart plot={plot} />
    </>
  );
}

function Party({ party }: { party: PlotParty }) {
  const { credit_code } = party;
  const showPlots = () => {
    setFilters({ q: party.name_zh });
    setLayout({ bottom: true });
  };
  return (
    <div class="plot-party">
      <p class="plot-party-head">
        <Badge tone={party.role === "holder" ? "accent" : "neutral"}>{term("parties.PartyRole", party.role)}</Badge>
        <strong>{inLanguage(party.name_zh, party.name_en)}</strong>
        <IconButton icon="ledger" label={own.itsPlots()} onClick={showPlots} />
      </p>
      <Facts>
        {credit_code && (
          <Fact label={m.creditCode()}>
            <button type="button" class="plot-copy figure" onClick={() => copyText(credit_code)}>
              {credit_code}
            </button>
          </Fact>
        )}
        <Fact label={m.share()}>{formatPercent(party.share, 2)}</Fact>
        <Fact label={m.since()} source={[party.source, party.document].filter(Boolean).join("，")}>
          {formatDate(party.valid_from)}
        </Fact>
      </Facts>
    </div>
  );
}
