import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { formatInstant } from "../../locale/date";
import { listed } from "../../locale/punctuation";
import { Button, IconButton } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { CheckResult } from "./check-result";
import { openPlot, openReport, openReportId, replay, report } from "./compliance.state";
import { m } from "./messages";
import type { Replay, ReportSheet } from "./types";

/** One report: what it says, its PDF, and whether it comes out the same when worked out again. */
export function ReportSide() {
  const sheet = report.data.value;
  const error = report.error.value;
  const isIt = sheet?.id === openReportId.value;
  return (
    <section class="compliance-side" aria-label={sheet?.report_no ?? m.reports()}>
      <header>
        <h3>{isIt && sheet ? `${sheet.report_no} ${sheet.content.subject_zh}` : ""}</h3>
        <IconButton icon="close" label={m.close()} onClick={() => openReport(null)} />
      </header>
      <div class="compliance-side-body">
        {!isIt && (error ? <ErrorState text={sentenceOf(error)} onRetry={report.reload} /> : <LoadingState />)}
        {isIt && sheet && <Body sheet={sheet} />}
      </div>
    </section>
  );
}

function Body({ sheet }: { sheet: ReportSheet }) {
  const again = useSignal<Replay | null>(null);
  const failure = useSignal<unknown>(null);
  const busy = useSignal(false);
  useEffect(() => {
    again.value = null;
    failure.value = null;
  }, [sheet.id]);
  const work = async () => {
    busy.value = true;
    failure.value = null;
    try {
      again.value = await replay(sheet.id);
    } catch (error) {
      failure.value = error;
    }
    busy.value = false;
  };
  const plotId = sheet.content.plot_id;
  return (
    <>
      <p class="compliance-acts">
        <Button kind="primary" icon="print" onClick={() => exportList(`/api/compliance/reports/${sheet.id}/sheet.pdf`)}>
          {m.pdf()}
        </Button>
        <Button icon="refresh" busy={busy.value} onClick={work}>
          {m.replay()}
        </Button>
        {plotId !== null && (
          <Button icon="map" onClick={() => openPlot(plotId)}>
            {m.openPlot()}
          </Button>
        )}
      </p>
      {failure.value !== null && <Note tone="error">{sentenceOf(failure.value)}</Note>}
      {again.value && (
        <Note tone={again.value.is_same ? "success" : "error"}>
          {again.value.is_same
            ? m.replaySame()
            : m.replayDiffers(listed([...again.value.differing, ...again.value.changed_areas]))}
        </Note>
      )}
      <CheckResult check={sheet.content} />
      <Facts>
        <Fact label={m.madeBy()}>
          {sheet.made_by_name} {formatInstant(sheet.made_at)}
        </Fact>
        <Fact label={m.hash()}>
          <span class="compliance-hash">{sheet.sha256}</span>
        </Fact>
      </Facts>
    </>
  );
}
