import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatYuan } from "../../locale/money";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { m } from "../messages";
import { SiteMark } from "../site-mark";
import { deliveryWords, priceWords } from "../words";
import { BookLinks } from "./book-links";
import { CopyLine } from "./copy-line";
import {
  choose,
  chosen,
  compareAddress,
  drop,
  homeAddress,
  list,
  listAddress,
  mostCompared,
  remember,
  rename,
  saveAsOwn,
  siteAddress,
  take,
  toggle,
} from "./kept.state";
import { KeptFrame } from "./kept-frame";
import { k } from "./messages";
import type { KeptSite, Shortlist } from "./types";

const key = decodeURIComponent(window.location.pathname.replace(/^\/shortlist\/?/, ""));
const whole = (address: string) => new URL(address, window.location.origin).href;

/** What it costs: a plot's start price; floor area and rent or price of premises, as far as they are told. */
function costWords(site: KeptSite): string[] {
  if (site.kind === null || site.kind === "plot") return [priceWords(site.start_price_wan_per_mu)];
  return [
    site.floor_area_m2 !== null && m.floorArea(formatNumber(site.floor_area_m2, 0)),
    site.rent_yuan_per_m2_month !== null && m.rent(formatNumber(site.rent_yuan_per_m2_month, 1)),
    site.sale_yuan !== null && k.sale(formatYuan(site.sale_yuan)),
  ].filter((words) => words !== false);
}

function Line({ site, own, today }: { site: KeptSite; own: boolean; today: string }) {
  const plot = site.plot_no ?? String(site.id);
  const there = site.state === "published";
  const ticked = chosen.value.includes(site.id);
  return (
    <li class={`kept-site ${there ? "" : "is-gone"}`}>
      {there && (
        <input
          type="checkbox"
          aria-label={k.choose(plot)}
          checked={ticked}
          disabled={!ticked && chosen.value.length >= mostCompared}
          onChange={() => choose(site.id)}
        />
      )}
      <div class="kept-words">
        <p class="kept-name">
          {there ? <a href={siteAddress(site.id)}>{plot}</a> : <span>{plot}</span>}
          {!there && <span class="gone-mark">{k.withdrawnMark()}</span>}
          {there && site.kind !== null && site.supply !== null && (
            <SiteMark site={{ kind: site.kind, supply: site.supply }} />
          )}
          <span class="quiet">{inLanguage(site.park_name_zh, site.park_name_en)}</span>
        </p>
        <p class="kept-facts">
          {site.area_m2 !== null && <span>{formatArea(site.area_m2, "mu")}</span>}
          {site.title_zh && <span>{inLanguage(site.title_zh, site.title_en)}</span>}
          {there && costWords(site).map((words) => <span key={words}>{words}</span>)}
          {there && <span>{deliveryWords(site.delivery_on, today, site.kind ?? "plot")}</span>}
          <span class="quiet">{k.addedOn(formatDate(site.added_on))}</span>
        </p>
        {!there && <p class="kept-gone">{k.withdrawn()}</p>}
      </div>
      {own && (
        <Button kind="quiet" icon="close" aria-label={k.remove(plot)} onClick={() => toggle(site.id, plot)}>
          {k.removeWord()}
        </Button>
      )}
    </li>
  );
}

function Links({ answer }: { answer: Shortlist }) {
  const title = useSignal(answer.title);
  const sure = useSignal(false);
  const erase = async () => {
    if (!sure.value) sure.value = true;
    else if (await drop()) window.location.assign(homeAddress());
  };
  return (
    <section class="kept-links no-print">
      <form
        class="kept-title-form"
        onSubmit={(event) => {
          event.preventDefault();
          void rename(title.value);
        }}
      >
        <TextField
          label={k.title()}
          value={title.value}
          maxLength={60}
          hint={k.titleHint()}
          onValue={(v) => {
            title.value = v;
          }}
        />
        <Button type="submit" disabled={title.value.trim() === answer.title}>
          {k.saveTitle()}
        </Button>
      </form>
      <Note>{k.listWhy()}</Note>
      <CopyLine label={k.ownLink()} address={whole(listAddress(answer.key))} />
      <CopyLine label={k.shareLink()} address={whole(listAddress(answer.share_key))} />
      <p class="quiet">{k.keptDays(answer.kept_days)}</p>
      <Button kind={sure.value ? "danger" : "quiet"} icon="trash" onClick={erase}>
        {sure.value ? k.deleteSure() : k.deleteList()}
      </Button>
    </section>
  );
}

function Body({ answer }: { answer: Shortlist }) {
  const there = answer.sites.filter((site) => site.state === "published");
  const save = async () => {
    if (await saveAsOwn(answer)) window.location.assign(listAddress(list.value?.key ?? ""));
  };
  return (
    <>
      {!answer.is_own && (
        <Note>
          {k.shared()} <Button onClick={save}>{k.saveOwn()}</Button>
        </Note>
      )}
      {answer.sites.length === 0 && (
        <EmptyState
          icon="star"
          title={k.empty()}
          action={
            <a class="button button-primary" href={homeAddress()}>
              {k.toSites()}
            </a>
          }
        >
          {k.emptyHow()}
        </EmptyState>
      )}
      {answer.sites.length > 0 && (
        <>
          <ol class="kept-sites">
            {answer.sites.map((site) => (
              <Line key={site.id} site={site} own={answer.is_own} today={answer.as_of} />
            ))}
          </ol>
          <p class="kept-compare no-print">
            {chosen.value.length >= 2 ? (
              <a class="button button-primary" href={compareAddress(chosen.value)}>
                {k.compare(chosen.value.length)}
              </a>
            ) : (
              <span class="quiet">{k.compareHint()}</span>
            )}
          </p>
        </>
      )}
      {there.length > 0 && (
        <section class="kept-book no-print">
          <h2>{k.book()}</h2>
          <p class="quiet">{k.bookWhy()}</p>
          <BookLinks
            ids={there.slice(0, 20).map((site) => site.id)}
            extra={answer.title ? { title: answer.title.slice(0, 40) } : {}}
          />
        </section>
      )}
      {answer.is_own && <Links key={answer.version} answer={answer} />}
    </>
  );
}

/** A list under its link: one's own, which may be changed, or a shared one, which can be read and saved. */
export function ShortlistPage() {
  const failure = useSignal<unknown>(null);
  const shared = useSignal<Shortlist | null>(null);
  const ask = async () => {
    failure.value = null;
    try {
      const answer = await api.get("/api/shortlists/{key}", { path: { key } });
      if (answer.is_own) {
        remember(answer.key);
        take(answer);
      } else shared.value = answer;
    } catch (error) {
      failure.value = error;
    }
  };
  useEffect(() => {
    void ask();
  }, []);
  const answer = shared.value ?? list.value;
  const heading = answer?.title || k.listPage();
  return (
    <KeptFrame title={heading}>
      <h1 class="kept-title">{heading}</h1>
      {failure.value !== null && <ErrorState text={sentenceOf(failure.value)} onRetry={ask} />}
      {failure.value === null && answer === null && <LoadingState label={k.loading()} />}
      {failure.value === null && answer !== null && <Body answer={answer} />}
    </KeptFrame>
  );
}
