import { sentenceOf } from "../../../api/problem";
import { openDesk, setExtra } from "../../../app/location";
import { goToPlot } from "../../../app/map-actions";
import { SelfReportMark } from "../../../app/self-report-state";
import { can } from "../../../app/session";
import { isHistory } from "../../../app/zone";
import { formatDate } from "../../../locale/date";
import { inLanguage } from "../../../locale/language";
import { Button, IconButton } from "../../../ui/button";
import { Fact, Facts } from "../../../ui/facts";
import { ErrorState, LoadingState } from "../../../ui/states";
import { FilingList } from "./filing-list";
import { r } from "./messages";
import { DueMark, partWords, periodWords } from "./report-marks";
import { ReportSteps } from "./report-steps";
import { openReport, reportDialog, reportId, reportSheet } from "./reports.state";
import type { ReportSheet } from "./types";

/** The sheet beside the list: what was asked, what was reported, and what the officer can do with it. */
export function ReportSheetPanel() {
  const found = reportSheet.data.value;
  const shown = found?.id === reportId.value ? found : null;
  const error = reportSheet.error.value;
  return (
    <aside class="promise-sheet report-sheet" aria-label={shown?.report_no ?? r.tab()}>
      <header class="promise-sheet-head">
        <div>
          {shown && <SelfReportMark state={shown.state} />}
          <h3 class="figure">{shown?.report_no ?? r.tab()}</h3>
          {shown && (
            <p class="quiet">
              {shown.plot_no} · {shown.party_name_zh} · {shown.contract_no}
            </p>
          )}
        </div>
        <IconButton icon="close" label={r.close()} onClick={() => openReport(null)} />
      </header>
      <div class="promise-sheet-body">
        {error !== null ? (
          <ErrorState text={sentenceOf(error)} onRetry={reportSheet.reload} />
        ) : shown ? (
          <Body sheet={shown} />
        ) : (
          <LoadingState />
        )}
      </div>
    </aside>
  );
}

function Body({ sheet }: { sheet: ReportSheet }) {
  return (
    <>
      <Acts sheet={sheet} />
      <Facts>
        <Fact label={r.due()}>
          <DueMark report={sheet} />
        </Fact>
        <Fact label={r.period()}>{periodWords(sheet)}</Fact>
        <Fact label={r.parts()}>{partWords(sheet)}</Fact>
        <Fact label={r.plot()}>
          {sheet.plot_no} · {inLanguage(sheet.park_name_zh, sheet.park_name_en)}
        </Fact>
        <Fact label={r.askedOn()}>{formatDate(sheet.asked_on)}</Fact>
        <Fact label={r.owner()}>{sheet.owner_name || "—"}</Fact>
        {sheet.note && <Fact label={r.noteTitle()}>{sheet.note}</Fact>}
      </Facts>
      <h4 class="promise-heading">{r.filings()}</h4>
      <FilingList filings={sheet.filings} />
      <h4 class="promise-heading">{r.steps()}</h4>
      <ReportSteps steps={sheet.steps} />
      <Ways sheet={sheet} />
    </>
  );
}

function Acts({ sheet }: { sheet: ReportSheet }) {
  const past = isHistory.value;
  const title = past ? r.historyNote() : undefined;
  const open = (kind: "return" | "accept" | "cancel") => () => {
    reportDialog.value = { kind, sheet };
  };
  const isOver = sheet.state === "accepted" || sheet.state === "cancelled";
  if (!can("commitment:check")) return null;
  return (
    <div class="promise-actions report-acts">
      {sheet.may.accept && (
        <Button kind="primary" icon="check" disabled={past} title={title} onClick={open("accept")}>
          {r.accept()}
        </Button>
      )}
      {sheet.may.return && (
        <Button icon="previousView" disabled={past} title={title} onClick={open("return")}>
          {r.sendBack()}
        </Button>
      )}
      {!isOver && (
        <Button
          icon="link"
          disabled={past}
          title={title}
          onClick={() => {
            reportDialog.value = { kind: "link", report: sheet };
          }}
        >
          {r.link()}
        </Button>
      )}
      {sheet.may.cancel && (
        <Button kind="quiet" icon="ban" disabled={past} title={title} onClick={open("cancel")}>
          {r.cancelReport()}
        </Button>
      )}
    </div>
  );
}

function Ways({ sheet }: { sheet: ReportSheet }) {
  return (
    <div class="promise-actions">
      <Button
        icon="pin"
        onClick={() => {
          openDesk("map");
          goToPlot({ id: sheet.plot_id });
          setExtra("tab", "promises");
        }}
      >
        {r.openPlot()}
      </Button>
      <Button
        icon="handshake"
        onClick={() => {
          setExtra("promise_q", sheet.contract_no);
          setExtra("promise_view", null);
        }}
      >
        {r.openDuties()}
      </Button>
    </div>
  );
}
