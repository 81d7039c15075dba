import { Problem, sentenceOf } from "../../api/problem";
import { inLanguage } from "../../locale/language";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { ToastHost } from "../../ui/toast";
import { OtherLanguage, useFormPage, ZoneMark } from "../ask/form-page";
import { filed, hasLink, isOpen, report, zone } from "./filing.state";
import { FilingForm } from "./filing-form";
import { f } from "./messages";
import { ReportHead } from "./report-head";
import { ToldCard } from "./told-card";

/** The page of an enterprise that was asked to report: what is asked, the form, and afterwards what was sent. */
export function FilingPage() {
  useFormPage(f.title(), zone.data.value);
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
  return (
    <header class="ask-head filing-head">
      <span class="ask-home">
        <ZoneMark zone={here} product={f.title()} />
      </span>
      {here?.is_demo && <span class="ask-demo">{inLanguage(here.notice_zh, here.notice_en)}</span>}
      <nav class="ask-links no-print">
        <OtherLanguage label={f.otherLanguage()} />
      </nav>
    </header>
  );
}
