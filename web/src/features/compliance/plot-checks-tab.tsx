import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { exportList } from "../../app/export-list";
import { openDesk } from "../../app/location";
import { can } from "../../app/session";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { CheckResult } from "./check-result";
import { checkPlot, keepReport, openReport, openTab, plotChecks, tabPlot } from "./compliance.state";
import { FindingRow } from "./finding-row";
import { m } from "./messages";
import { OverlapRow } from "./overlaps-tab";
import { VerdictMark } from "./severity-mark";
import type { Check, ReportItem } from "./types";
import "./compliance.css";

/** The dossier's tab 质检合规: check the plot on the day, keep a report, what the nights found. */
export function PlotChecksTab({ plotId }: { plotId: number }) {
  useEffect(() => {
    tabPlot.value = plotId;
    return () => {
      tabPlot.value = null;
    };
  }, [plotId]);
  const found = plotChecks.data.value;
  const error = plotChecks.error.value;
  if (!found)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={plotChecks.reload} /> : <LoadingState />;
  return (
    <div class="compliance-plot">
      {can("compliance:read") && <Checker key={plotId} plotId={plotId} />}
      <h4>
        {m.plotOverlaps()} <span class="figure quiet">{found.overlaps.length}</span>
      </h4>
      {found.overlaps.length === 0 && <p class="quiet">{m.nothing()}</p>}
      <ul>
        {found.overlaps.map((overlap) => (
          <OverlapRow key={overlap.id} overlap={overlap} withPlot={false} />
        ))}
      </ul>
      <h4>
        {m.plotFindings()} <span class="figure quiet">{found.findings.length}</span>
      </h4>
      {found.findings.length === 0 && <p class="quiet">{m.nothing()}</p>}
      <ul>
        {found.findings.map((finding) => (
          <FindingRow key={finding.id} finding={finding} withPlot={finding.plot_id !== plotId} />
        ))}
      </ul>
      <h4>{m.plotReports()}</h4>
      {found.reports.length === 0 && <p class="quiet">{m.nothing()}</p>}
      <ul>
        {found.reports.map((report) => (
          <ReportRow key={report.id} report={report} />
        ))}
      </ul>
      {found.checked_on && <p class="quiet">{m.checkedOn(formatDate(found.checked_on))}</p>}
    </div>
  );
}

function Checker({ plotId }: { plotId: number }) {
  const result = useSignal<Check | null>(null);
  const busy = useSignal<"check" | "keep" | null>(null);
  const act = async (which: "check" | "keep") => {
    busy.value = which;
    try {
      if (which === "check") result.value = await checkPlot(plotId);
      else {
        await keepReport({ plot_id: plotId });
        noteDataChange();
        toast(m.made());
      }
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
    busy.value = null;
  };
  return (
    <div class="compliance-checker">
      <p class="compliance-acts">
        <Button kind="primary" icon="scale" busy={busy.value === "check"} onClick={() => act("check")}>
          {m.checkPlot()}
        </Button>
        {result.value && can("compliance:report") && (
          <Button icon="document" busy={busy.value === "keep"} onClick={() => act("keep")}>
            {m.keep()}
          </Button>
        )}
      </p>
      {result.value && <CheckResult check={result.value} />}
    </div>
  );
}

function ReportRow({ report }: { report: ReportItem }) {
  return (
    <li class="compliance-item">
      <VerdictMark verdict={report.verdict} />
      <button
        type="button"
        class="compliance-link compliance-words"
        onClick={() => {
          openDesk("compliance");
          openTab("reports");
          openReport(report.id);
        }}
      >
        {report.report_no} · {formatDate(report.as_of)} · {report.made_by_name}
      </button>
      <Button icon="print" onClick={() => exportList(`/api/compliance/reports/${report.id}/sheet.pdf`)}>
        {m.pdf()}
      </Button>
    </li>
  );
}
