import { useEffect } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import { loadTerms } from "../../app/terms";
import { inLanguage, language } from "../../locale/language";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { ToastHost, toast } from "../../ui/toast";
import { filed, hasLink, isOpen, report, zone } from "./filing.state";
import { FilingForm } from "./filing-form";
import { f } from "./messages";
import { ReportHead } from "./report-head";
import { ToldCard } from "./told-card";

/** The page of an enterprise that was asked to report: what is asked, the form, and afterwards what was sent. */
export function FilingPage() {
  useEffect(() => {
    loadTerms().catch((error: unknown) => toast(sentenceOf(error), "error"));
  }, []);
  const here = zone.data.value;
  useEffect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
    document.title = [f.title(), inLanguage(here?.name_zh, here?.name_en)].filter(Boolean).join(" · ");
  }, [here, language.value]);
  return (
    <>
      <Head />
      <main id="content" class="ask-main filing-main">
        <Content />
      </main>
      <ToastHost />
    </>
  );
}

function Content() {
  const found = report.data.value;
  const error = report.error.value;
  if (!hasLink)
    return (
      <section class="ask-card">
        <h1>{f.title()}</h1>
        <Note tone="warning">{f.noKey()}</Note>
      </section>
    );
  if (!found)
    return (
      <section class="ask-card">
        <h1>{f.title()}</h1>
        {error === null ? (
          <LoadingState label={f.loading()} />
        ) : (
          <ErrorState
            text={sentenceOf(error)}
            onRetry={error instanceof Problem && error.status === 404 ? undefined : report.reload}
          />
        )}
      </section>
    );
  const isFilled = !isOpen.value || filed.value !== null;
  return (
    <>
      <ReportHead report={found} isFilled={isFilled} />
      {isFilled ? <ToldCard report={found} /> : <FilingForm report={found} />}
    </>
  );
}

function Head() {
  const here = zone.data.value;
  const other = language.value === "zh" ? "en" : "zh";
  return (
    <header class="ask-head filing-head">
      <span class="ask-home">
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <span>
          <span class="ask-zone">{inLanguage(here?.name_zh, here?.name_en)}</span>
          <span class="ask-product">{f.title()}</span>
        </span>
      </span>
      {here?.is_demo && <span class="ask-demo">{inLanguage(here.notice_zh, here.notice_en)}</span>}
      <nav class="ask-links no-print">
        <button
          type="button"
          class="ask-language"
          lang={other}
          onClick={() => {
            language.value = other;
          }}
        >
          {f.otherLanguage()}
        </button>
      </nav>
    </header>
  );
}
