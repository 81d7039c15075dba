import { inLanguage, language } from "../../locale/language";
import { ToastHost } from "../../ui/toast";
import { isAlertPage } from "./alert.state";
import { AlertPage } from "./alert-page";
import { draft, receipt, receiptNo, zone } from "./ask.state";
import { AskForm } from "./ask-form";
import { OtherLanguage, useFormPage, ZoneMark } from "./form-page";
import { a } from "./messages";
import { ReceiptCard } from "./receipt-card";
import { StatusPage } from "./status-page";

/** The public form at /ask, and the page behind a receipt at /inquiries/<number>#<secret>. */
export function AskPage() {
  useFormPage(receiptNo === null ? a.title() : a.status(), zone.data.value);
  return (
    <>
      <Head />
      <main id="content" class="ask-main" tabIndex={-1}>
        <Content />
      </main>
      <ToastHost />
    </>
  );
}

function Content() {
  if (isAlertPage) return <AlertPage />;
  if (receiptNo !== null) return <StatusPage />;
  return receipt.value ? <ReceiptCard given={receipt.value} /> : <AskForm />;
}

function Head() {
  const here = zone.data.value;
  const tail = language.value === "en" ? "?lang=en" : "";
  const site = draft.value.site;
  return (
    <header class="ask-head no-print">
      <button
        type="button"
        class="skip"
        // a link would put its target where the fragment holds the secret of the status page
        onClick={() => document.getElementById("content")?.focus()}
      >
        {a.skip()}
      </button>
      <a class="ask-home" href={`/${tail}`}>
        <ZoneMark zone={here} product={a.sites()} />
      </a>
      {here?.is_demo && <span class="ask-demo">{inLanguage(here.notice_zh, here.notice_en)}</span>}
      <nav class="ask-links" aria-label={a.backToSites()}>
        {site !== "" && <a href={`/sites/${site}${tail}`}>{a.backToSite()}</a>}
        <a href={`/${tail}`}>{a.backToSites()}</a>
        <OtherLanguage label={a.otherLanguage()} />
      </nav>
    </header>
  );
}
