import { SelfReportMark } from "../../app/self-report-state";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatArea } from "../../locale/units";
import { Note } from "../../ui/states";
import { f } from "./messages";
import type { Report } from "./types";

interface Props {
  report: Report;
  /** There is nothing to fill in any more. */
  isFilled: boolean;
}

/** Who is asked about which plot, for which period and until when, how it stands, and what the contract says. */
export function ReportHead({ report, isFilled }: Props) {
  const period = f.fromTo(formatDate(report.period_from), formatDate(report.period_to));
  return (
    <section class="ask-card" aria-labelledby="report-title">
      <h1 id="report-title" tabIndex={-1}>
        {f.title()}
      </h1>
      <p class="ask-standing">
        <span class="ask-number">{report.report_no}</span>
        <SelfReportMark state={report.state} />
      </p>
      {!isFilled && report.return_reason && (
        <Note tone="warning">
          <strong>{f.returned()}</strong>
          <p class="ask-words">{report.return_reason}</p>
        </Note>
      )}
      {!isFilled && report.is_overdue && <Note tone="warning">{f.overdue()}</Note>}
      <dl class="ask-facts">
        <dt>{f.party()}</dt>
        <dd>{report.party_name_zh}</dd>
        <dt>{f.plot()}</dt>
        <dd>
          {report.plot_no}{" "}
          <span class="quiet">
            {inLanguage(report.park_name_zh, report.park_name_en)} · {formatArea(Number(report.area_m2))}
          </span>
        </dd>
        <dt>{f.contract()}</dt>
        <dd>{report.contract_no}</dd>
        <dt>{f.period()}</dt>
        <dd>{period}</dd>
        {!isFilled && (
          <>
            <dt>{f.due()}</dt>
            <dd>
              <strong>{formatDate(report.due_on)}</strong>
            </dd>
          </>
        )}
      </dl>
      {report.note && (
        <>
          <h2>{f.note()}</h2>
          <p class="ask-words">{report.note}</p>
        </>
      )}
      {report.promises.length > 0 && <Promises report={report} />}
    </section>
  );
}

function Promises({ report }: { report: Report }) {
  return (
    <details class="filing-promises">
      <summary>{f.promises(report.promises.length)}</summary>
      <ul>
        {report.promises.map((one, place) => (
          <li key={`${one.due_on}-${place}`}>
            <strong>{inLanguage(one.label_zh, one.label_en)}</strong>
            <span class="quiet">
              {f.dueOn(formatDate(one.due_on))} · {inLanguage(one.state_zh, one.state_en)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
