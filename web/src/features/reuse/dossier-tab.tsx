import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { openDesk, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { DueMark, purposeOf, StageMark, StandingMark } from "./marks";
import { m } from "./messages";
import { asked, ofPlot, readStart, tabIsOpen } from "./reuse.state";
import { ms } from "./sheet-messages";
import { UseBody } from "./uses-tab";
import "./reuse.css";

/** The dossier's tab 盘活: measures and temporary uses of the plot, and what can be begun here. */
export function ReuseTab({ plotId }: { plotId: number }) {
  useEffect(() => {
    tabIsOpen.value = true;
    return () => {
      tabIsOpen.value = false;
    };
  }, []);
  const found = ofPlot.data.value;
  const error = ofPlot.error.value;
  if (!found || found.plotId !== plotId)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={ofPlot.reload} /> : <LoadingState />;
  const acts = can("reuse:edit") && !isHistory.value && <Acts plotId={plotId} />;
  if (found.measures.length === 0 && found.uses.length === 0)
    return (
      <EmptyState icon="recycle" title={m.dossierEmpty()} action={acts || undefined}>
        {m.dossierEmptyText()}
      </EmptyState>
    );
  return (
    <div class="reuse-dossier">
      {acts}
      {found.measures.map((item) => (
        <section key={item.id} class="reuse-who">
          <p class="reuse-line">
            <button
              type="button"
              class="reuse-link"
              onClick={() => {
                setExtra("reuse", String(item.id));
                openDesk("reuse");
              }}
            >
              {item.reuse_no}
            </button>
            <StageMark stage={item.stage} />
          </p>
          <p>
            {term("reuse.ReuseMeasure", item.measure)} · <span class="figure">{formatArea(item.area_m2)}</span>
          </p>
          {(item.left_names_zh || item.came_names_zh) && (
            <p>
              {item.left_names_zh ?? "—"} → {item.came_names_zh ?? "—"}
            </p>
          )}
          {item.case_no && (
            <p class="quiet">
              {ms.case()} {item.case_no}
            </p>
          )}
          {item.next_due_on && (
            <p>
              {m.nextDue()} <DueMark day={item.next_due_on} left={item.days_left} />
            </p>
          )}
        </section>
      ))}
      {found.uses.map((use) => (
        <details key={use.id} class="reuse-use-line">
          <summary>
            <span class="figure">{use.use_no}</span> {use.user_name} · {purposeOf(use)}{" "}
            <StandingMark standing={use.standing} />
          </summary>
          <UseBody use={use} />
        </details>
      ))}
    </div>
  );
}

function Acts({ plotId }: { plotId: number }) {
  const begin = (kind: "new" | "use") => () => {
    readStart(plotId, null)
      .then((start) => {
        asked.value =
          kind === "new"
            ? { kind, start }
            : { kind, plot: { id: plotId, no: start.plot_no, park: start.park_code }, measureId: null };
      })
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  };
  return (
    <p class="reuse-acts">
      <Button icon="recycle" onClick={begin("new")}>
        {m.newMeasure()}
      </Button>
      <Button icon="hourglass" onClick={begin("use")}>
        {m.newUse()}
      </Button>
    </p>
  );
}
