import { Problem, sentenceOf } from "../../api/problem";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { Star } from "../kept/star";
import { PreviewSection } from "../preview/preview-section";
import { SiteMark } from "../site-mark";
import { addressWith, closeSheet, lookAt, select, sheet as sheetAnswer, sheetId, zone } from "../state";
import type { SiteSheet } from "../types";
import { WindowFoot } from "../window-foot";
import { WindowHead } from "../window-head";
import { Announcement } from "./announcement";
import { Assessments, Chain, Distances, Photos } from "./around";
import { Conditions } from "./conditions";
import { KeyFigures } from "./key-figures";
import { Locator } from "./locator";
import { s } from "./messages";
import { Contact, ParkSection } from "./park-and-contact";
import { Servicing } from "./servicing";
import { SheetFigure } from "./sheet-figure";
import { Surroundings } from "./surroundings";
import { TakeoverSection } from "./takeover-section";

function supplyGloss(supply: SiteSheet["supply"]): string {
  if (supply === "closed") return s.closedGloss();
  return supply === "on_offer" ? s.onOfferGloss() : s.announcedGloss();
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    toast(s.copied());
  } catch {
    toast(s.copyFailed(), "warning");
  }
}

function back(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  closeSheet();
}

function onMap(): void {
  // A new array each time: asking again for the same place is a wish of its own.
  lookAt.value = sheetAnswer.data.value ? [...sheetAnswer.data.value.bbox] : null;
  select(sheetId.value);
  closeSheet();
}

/** What one does with a sheet; without one only the way back. */
function Actions({ ready }: { ready: boolean }) {
  return (
    <div class="sheet-actions no-print">
      <a class="button button-quiet" href={addressWith({ sheet: null })} onClick={back}>
        <Icon name="previousView" />
        {s.back()}
      </a>
      <span class="sheet-actions-gap" />
      {ready && (
        <>
          {sheetAnswer.data.value && (
            <Star id={sheetAnswer.data.value.id} plotNo={sheetAnswer.data.value.plot_no} wordy />
          )}
          <Button icon="map" onClick={onMap}>
            {s.onMap()}
          </Button>
          <Button icon="link" onClick={copyLink}>
            {s.copyLink()}
          </Button>
          <Button icon="print" kind="primary" onClick={() => window.print()}>
            {s.print()}
          </Button>
        </>
      )}
    </div>
  );
}

function SheetTop({ sheet }: { sheet: SiteSheet }) {
  const here = zone.data.value;
  const summary = inLanguage(sheet.offer?.summary_zh, sheet.offer?.summary_en);
  return (
    <header class="sheet-top">
      <div class="sheet-title">
        <p class="sheet-kind">
          {inLanguage(here?.name_zh, here?.name_en)} · {s.sheet()}
        </p>
        <h1>
          {sheet.plot_no} <SiteMark site={sheet} />
          {sheet.is_reused_land && <span class="sheet-reused">{s.reusedLand()}</span>}
        </h1>
        <p class="sheet-park">
          {inLanguage(sheet.park.name_zh, sheet.park.name_en)}
          {sheet.published_since && <span class="quiet"> · {s.publishedSince(formatDate(sheet.published_since))}</span>}
        </p>
        {summary && <p class="sheet-summary">{summary}</p>}
      </div>
      {here?.is_demo && <p class="sheet-demo">{inLanguage(here.notice_zh, here.notice_en)}</p>}
    </header>
  );
}

function SheetBody({ sheet }: { sheet: SiteSheet }) {
  return (
    <article class="sheet">
      <SheetTop sheet={sheet} />
      <div class="sheet-first">
        <SheetFigure sheet={sheet} />
        <div>
          <KeyFigures sheet={sheet} />
          <Locator sheet={sheet} />
        </div>
      </div>
      <Photos sheet={sheet} />
      <Announcement sheet={sheet} />
      {sheet.premises === null ? (
        <PreviewSection id={sheet.id} closed={sheet.supply === "closed"} />
      ) : (
        <TakeoverSection id={sheet.id} />
      )}
      <div class="sheet-columns">
        {sheet.premises === null && <Conditions sheet={sheet} />}
        <Servicing sheet={sheet} />
        <Distances sheet={sheet} />
        <Surroundings sheet={sheet} />
        <Assessments sheet={sheet} />
        <Chain sheet={sheet} />
        <ParkSection sheet={sheet} />
      </div>
      <div class="sheet-end">
        <Contact sheet={sheet} />
        <section class="glossary">
          <h2>{s.glossary()}</h2>
          {sheet.premises === null && (
            <>
              <p>{supplyGloss(sheet.supply)}</p>
              <p>{s.standardGloss()}</p>
            </>
          )}
          <p class="source-line">
            {s.dataDay(formatDate(sheet.as_of))} · {s.legal()}
          </p>
          <p class="source-line only-print">{s.address(window.location.href)}</p>
        </section>
      </div>
    </article>
  );
}

/** The sheet of one site: a page of its own, made to be printed. */
export function SheetPage() {
  const answer = sheetAnswer.data.value;
  const ready = answer !== null && answer.id === sheetId.value;
  const error = sheetAnswer.error.value;
  return (
    <div class="sheet-page">
      <div class="sheet-bar no-print">
        <WindowHead />
      </div>
      <main id="list" class="sheet-main">
        <Actions ready={ready && error === null} />
        {error !== null && !sheetAnswer.loading.value && (
          <ErrorState
            text={sentenceOf(error)}
            onRetry={error instanceof Problem && error.status === 404 ? undefined : () => sheetAnswer.reload()}
          />
        )}
        {error === null && !ready && <LoadingState label={s.loading()} />}
        {ready && error === null && <SheetBody sheet={answer} />}
      </main>
      <div class="no-print">
        <WindowFoot />
      </div>
    </div>
  );
}
