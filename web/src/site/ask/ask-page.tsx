import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { loadTerms } from "../../app/terms";
import { inLanguage, language } from "../../locale/language";
import { ToastHost, toast } from "../../ui/toast";
import { isAlertPage } from "./alert.state";
import { AlertPage } from "./alert-page";
import { draft, receipt, receiptNo, zone } from "./ask.state";
import { AskForm } from "./ask-form";
import { a } from "./messages";
import { ReceiptCard } from "./receipt-card";
import { StatusPage } from "./status-page";

/** The public form at /ask, and the page behind a receipt at /inquiries/<number>#<secret>. */
export function AskPage() {
  useEffect(() => {
    loadTerms().catch((error: unknown) => toast(sentenceOf(error), "error"));
  }, []);
  const here = zone.data.value;
  const title = receiptNo === null ? a.title() : a.status();
  useEffect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
    document.title = [title, inLanguage(here?.name_zh, here?.name_en)].filter(Boolean).join(" · ");
  }, [title, here, language.value]);
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
  const other = language.value === "zh" ? "en" : "zh";
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
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <span>
          <span class="ask-zone">{inLanguage(here?.name_zh, here?.name_en)}</span>
          <span class="ask-product">{a.sites()}</span>
        </span>
      </a>
      {here?.is_demo && <span class="ask-demo">{inLanguage(here.notice_zh, here.notice_en)}</span>}
      <nav class="ask-links" aria-label={a.backToSites()}>
        {site !== "" && <a href={`/sites/${site}${tail}`}>{a.backToSite()}</a>}
        <a href={`/${tail}`}>{a.backToSites()}</a>
        <button
          type="button"
          class="ask-language"
          lang={other}
          onClick={() => {
            language.value = other;
          }}
        >
          {a.otherLanguage()}
        </button>
      </nav>
    </header>
  );
}
