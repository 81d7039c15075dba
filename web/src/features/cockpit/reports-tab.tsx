import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { formatInstant } from "../../locale/date";
import { Button } from "../../ui/button";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { ReportForms } from "./report-forms";
import { r } from "./report-messages";
import { ReportSheet } from "./report-sheet";
import type { ReportList } from "./report-types";
import { freezing, openReport, reportId, reports } from "./reports.state";

/** 月报: the frozen months at the left, one of them open with what would be another figure today. */
export function ReportsTab() {
  const found = reports.data.value;
  const error = reports.error.value;
  return (
    <div class="reports">
      <div class="reports-head">
        <p class="quiet">{r.intro()}</p>
        {can("report:freeze") && found && (
          <Button
            kind="primary"
            icon="lock"
            disabled={found.open_months.length === 0}
            title={found.open_months.length === 0 ? r.nothingOpen() : undefined}
            onClick={() => {
              freezing.value = true;
            }}
          >
            {r.freeze()}
          </Button>
        )}
      </div>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={reports.reload} />}
      {!found && error === null && <LoadingState />}
      {found && found.items.length === 0 && (
        <EmptyState icon="calendar" title={r.emptyTitle()}>
          {r.emptyText()}
        </EmptyState>
      )}
      {found && found.items.length > 0 && (
        <div class="reports-both">
          <Months found={found} />
          <ReportSheet />
        </div>
      )}
      <ReportForms />
    </div>
  );
}

function Months({ found }: { found: ReportList }) {
  return (
    <ul class="reports-months">
      {found.items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            aria-current={item.id === reportId.value ? "true" : undefined}
            onClick={() => openReport(item.id)}
          >
            <strong>{r.monthOf(item.month)}</strong>
            <span class="quiet">{formatInstant(item.frozen_at)}</span>
            <span class="quiet">{item.frozen_by_name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
