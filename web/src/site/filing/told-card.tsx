import { useEffect, useRef } from "preact/hooks";
import { figureWords } from "../../app/figure-words";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Icon } from "../../ui/icon";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { filed, pageLink } from "./filing.state";
import { f } from "./messages";
import type { Filing, Report } from "./types";

/** What was sent, when, under which seal, and what happens now. Nothing can be changed here. */
export function ToldCard({ report }: { report: Report }) {
  const head = useRef<HTMLHeadingElement>(null);
  const now = filed.value;
  useEffect(() => {
    if (now) head.current?.focus();
  }, [now]);
  const last = report.filings.at(-1);
  const isKnown = last !== undefined && (now === null || last.sequence === now.sequence);
  return (
    <section class="ask-card" aria-labelledby="told-title">
      <h1 id="told-title" ref={head} tabIndex={-1} class="ask-done">
        {now ? (
          <>
            <Icon name="success" size={24} /> {f.received()}
          </>
        ) : last ? (
          f.told()
        ) : (
          term("self_reports.ReportState", report.state)
        )}
      </h1>
      {report.state === "accepted" && <Note tone="success">{f.acceptedText()}</Note>}
      {report.state === "cancelled" && (
        <Note>
          {f.cancelledText()}
          {report.return_reason && <p class="ask-words">{report.return_reason}</p>}
        </Note>
      )}
      {(now ?? last) && <Receipt number={report.report_no} filing={now ?? (last as Filing)} />}
      {(report.state === "submitted" || now) && <p>{f.next()}</p>}
      {(now ?? last) && <p class="field-hint">{f.sealHint()}</p>}
      {isKnown && <Told report={report} last={last} />}
      {report.filings.length > 1 && <Earlier filings={report.filings} />}
      <Buttons />
    </section>
  );
}

type Sealed = Pick<Filing, "sequence" | "filed_on" | "is_late" | "sha256">;

function Receipt({ number, filing }: { number: string; filing: Sealed }) {
  return (
    <dl class="ask-receipt">
      <dt>{f.number()}</dt>
      <dd class="ask-number">{number}</dd>
      <dt>{f.filedOn()}</dt>
      <dd>
        {formatDate(filing.filed_on)} {filing.is_late && <Badge tone="warning">{f.isLate()}</Badge>}
      </dd>
      <dt>{f.seal()}</dt>
      <dd class="filing-seal" title={filing.sha256}>
        {filing.sha256.slice(0, 12)}
      </dd>
    </dl>
  );
}

function Told({ report, last }: { report: Report; last: Filing }) {
  const progress = report.progress_choices.find(({ value }) => value === report.progress);
  return (
    <dl class="ask-facts">
      {report.parts.includes("progress") && (
        <>
          <dt>{f.progress()}</dt>
          <dd>
            {progress ? inLanguage(progress.label_zh, progress.label_en) : f.nothingSaid()}
            {report.since && <span class="quiet"> · {formatDate(report.since)}</span>}
          </dd>
        </>
      )}
      {report.figures.map((one) => (
        <FigureTold key={one.name} label={inLanguage(one.label_zh, one.label_en)}>
          {figureWords(one.value, one.unit)}
        </FigureTold>
      ))}
      {report.parts.includes("photos") && <FigureTold label={f.photos()}>{f.photosTold(last.photos)}</FigureTold>}
      {report.words && (
        <>
          <dt>{f.words()}</dt>
          <dd class="ask-words">{report.words}</dd>
        </>
      )}
    </dl>
  );
}

function FigureTold({ label, children }: { label: string; children: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd class="figure">{children}</dd>
    </>
  );
}

function Earlier({ filings }: { filings: Filing[] }) {
  return (
    <>
      <h2>{f.history()}</h2>
      <ol class="filing-history">
        {filings.map((one, place) => (
          <li key={one.sequence}>
            {f.time(place + 1)} · {formatDate(one.filed_on)} · {f.photos()} {f.photosTold(one.photos)} ·{" "}
            <span class="filing-seal" title={one.sha256}>
              {one.sha256.slice(0, 12)}
            </span>{" "}
            {one.is_late && <Badge tone="warning">{f.isLate()}</Badge>}
          </li>
        ))}
      </ol>
    </>
  );
}

function Buttons() {
  const copy = () =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(pageLink()))
      .then(() => toast(f.copied()))
      .catch(() => toast(f.copyFailed(), "warning"));
  return (
    <div class="ask-buttons no-print">
      <Button icon="copy" onClick={copy}>
        {f.copyLink()}
      </Button>
      <Button icon="print" onClick={() => window.print()}>
        {f.print()}
      </Button>
    </div>
  );
}
