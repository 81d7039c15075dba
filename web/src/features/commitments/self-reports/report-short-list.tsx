import { SelfReportMark } from "../../../app/self-report-state";
import { r } from "./messages";
import { DueMark } from "./report-marks";
import { showReport } from "./reports.state";
import type { ReportRow } from "./types";

/** Some reports by number, state and day, each opening its sheet. */
export function ReportShortList({ items }: { items: ReportRow[] }) {
  return (
    <ul class="report-short">
      {items.map((report) => (
        <li key={report.id}>
          <button
            type="button"
            class="promise-link figure"
            title={r.openReport(report.report_no)}
            onClick={() => showReport(report.id)}
          >
            {report.report_no}
          </button>
          <SelfReportMark state={report.state} />
          <DueMark report={report} />
        </li>
      ))}
    </ul>
  );
}
