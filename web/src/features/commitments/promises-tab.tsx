import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatPercent } from "../../locale/number";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { ofPlot, tabIsOpen } from "./commitments.state";
import { m } from "./messages";
import { PromiseBody } from "./promise-body";
import { r } from "./self-reports/messages";
import { ReportShortList } from "./self-reports/report-short-list";
import { reportsOfPlot } from "./self-reports/reports.state";
import { StateMark } from "./state-mark";
import { type Tally, tallyColumns } from "./types";
import "./commitments.css";

/** The dossier's tab 承诺: every duty of the contract in force along time, each with why it stands so. */
export function PromisesTab() {
  useEffect(() => {
    tabIsOpen.value = true;
    return () => {
      tabIsOpen.value = false;
    };
  }, []);
  const found = ofPlot.data.value;
  const error = ofPlot.error.value;
  if (!found)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={ofPlot.reload} /> : <LoadingState />;
  if (found.items.length === 0) {
    return (
      <>
        <EmptyState icon="handshake" title={m.tabEmpty()}>
          {m.tabEmptyText()}
        </EmptyState>
        <Reports />
      </>
    );
  }
  return (
    <div class="promise-tab">
      <Line tally={found.tally} />
      <ol class="promise-timeline">
        {found.items.map((item) => (
          <li key={item.obligation_key} class={`promise-step is-${item.state}`}>
            <details>
              <summary>
                <span class="figure promise-day">{formatDate(item.due_on)}</span>
                <span class="promise-label">{inLanguage(item.label_zh, item.label_en)}</span>
                <StateMark item={item} />
                {item.late_days > 0 && <span class="promise-late figure">{m.days(item.late_days)}</span>}
              </summary>
              <PromiseBody item={item} />
            </details>
          </li>
        ))}
      </ol>
      <Reports />
    </div>
  );
}

/** What the holder was asked to report of this plot; nothing where nobody asked. */
function Reports() {
  const items = reportsOfPlot.data.value?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="promise-tab-reports">
      <h4 class="promise-heading">{r.tab()}</h4>
      <ReportShortList items={items} />
    </section>
  );
}

/** The identity in one line. */
function Line({ tally }: { tally: Tally }) {
  const parts = tallyColumns.map((column) => `${term("supply.TallyColumn", column)} ${tally[column]}`).join(" + ");
  const rate = tally.kept_rate === null ? m.noRate() : formatPercent(tally.kept_rate);
  return (
    <p class="promise-line figure" title={m.rateFormula()}>
      <b>
        {m.due()} {tally.due}
      </b>{" "}
      = {parts}
      <span>
        {m.keptRate()} {rate}
      </span>
    </p>
  );
}
