import { can } from "../../../app/session";
import { isHistory } from "../../../app/zone";
import { Button } from "../../../ui/button";
import { r } from "./messages";
import { DueMark, ReportMark } from "./report-marks";
import { askFor, reportsOfContract, showReport } from "./reports.state";

/** In the sheet of an obligation: what its holder was asked to report on this contract, and the button that asks again. */
export function ReportsOfContract({ contractId }: { contractId: number }) {
  const items = (reportsOfContract.data.value?.items ?? []).filter(({ contract_id }) => contract_id === contractId);
  const mayAsk = can("commitment:check");
  if (items.length === 0 && !mayAsk) return null;
  return (
    <>
      <h4 class="promise-heading">{r.ofContract()}</h4>
      {items.length === 0 && <p class="quiet">{r.emptyTitle()}</p>}
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
            <ReportMark state={report.state} />
            <DueMark report={report} />
          </li>
        ))}
      </ul>
      {mayAsk && (
        <div class="promise-actions">
          <Button
            icon="mail"
            disabled={isHistory.value}
            title={isHistory.value ? r.historyNote() : undefined}
            onClick={() => askFor(contractId)}
          >
            {r.ask()}
          </Button>
        </div>
      )}
    </>
  );
}
