import { useEffect, useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { formatDate } from "../../locale/date";
import { inLanguage, language } from "../../locale/language";
import { formatWanPerMu } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { FindingsList } from "../../ui/findings-list";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { m } from "./messages";
import { industries, type Offer, offer, tabOpen } from "./offer.state";
import { OfferForm } from "./offer-form";
import "./offer.css";

function industryNames(codes: string[]): string {
  const names = codes.map((code) => {
    const industry = industries.data.value?.find((entry) => entry.code === code);
    return industry ? `${inLanguage(industry.name_zh, industry.name_en)} ${code}` : code;
  });
  return names.join(language.value === "zh" ? "、" : ", ");
}

function OfferFacts({ shown }: { shown: Offer }) {
  const origin = { source: shown.source || null, since: shown.since ? formatDate(shown.since) : null };
  const price = shown.start_price_yuan_per_m2;
  const none = <span class="quiet">{m.none()}</span>;
  const contact = [inLanguage(shown.contact_zh, shown.contact_en), shown.contact_phone].filter(Boolean).join(" · ");
  return (
    <Facts>
      <Fact label={m.industries()} {...origin}>
        {industryNames(shown.industry_codes) || none}
      </Fact>
      <Fact label={m.price()} {...origin}>
        {price === null ? none : `${formatWanPerMu(shown.start_price_wan_per_mu)} · ${m.perM2(formatNumber(price, 2))}`}
      </Fact>
      <Fact label={m.delivery()} {...origin}>
        {shown.delivery_on ? formatDate(shown.delivery_on) : none}
      </Fact>
      <Fact label={m.contact()} {...origin}>
        {contact || none}
      </Fact>
      <Fact label={m.summary()} {...origin}>
        {inLanguage(shown.summary_zh, shown.summary_en) || none}
      </Fact>
      <Fact label={m.source()}>
        {[shown.source, shown.since && formatDate(shown.since)].filter(Boolean).join(" · ") || none}
      </Fact>
    </Facts>
  );
}

/** What investors are told about the selected plot, what is missing in it, and the form to change it. */
export function OfferPanel() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    tabOpen.value = true;
    return () => {
      tabOpen.value = false;
    };
  }, []);
  const shown = offer.data.value;
  const error = offer.error.value;
  if (error !== null && !offer.loading.value)
    return <ErrorState text={sentenceOf(error)} onRetry={() => offer.reload()} />;
  if (!shown) return <LoadingState label={m.loading()} />;
  return (
    <div class="offer">
      <Note tone={shown.is_public ? "success" : "info"}>
        {shown.is_public ? m.isPublic() : m.notPublic()}
        {shown.is_public && (
          <>
            {" "}
            <a href={`/sites/${shown.plot_id}`} target="_blank" rel="noreferrer">
              {m.openSite()}
            </a>
          </>
        )}
      </Note>
      <OfferFacts shown={shown} />
      {shown.findings.length > 0 && (
        <section>
          <h3 class="offer-missing">{m.missing()}</h3>
          <FindingsList findings={shown.findings} />
        </section>
      )}
      {can("offer:write") && (
        <Button icon="edit" onClick={() => setOpen(true)}>
          {m.edit()}
        </Button>
      )}
      {open && <OfferForm key={shown.plot_id} shown={shown} onClose={() => setOpen(false)} />}
    </div>
  );
}
