import { useEffect } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { openDesk, setExtra } from "../../app/location";
import { primaryId } from "../../app/selection";
import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { CaseDialogs } from "./case-dialogs";
import { asked, dossierIsOpen, mayEdit, ofPlot, openCase } from "./cases.state";
import { m } from "./messages";
import { DueMark, StateMark } from "./state-mark";
import type { CaseItem } from "./types";
import "./cases.css";

/** The plot's cases in its dossier, and the way to open one. */
export function PlotCases({ plotId }: { plotId: number }) {
  useEffect(() => {
    dossierIsOpen.value = true;
    return () => {
      dossierIsOpen.value = false;
    };
  }, []);
  const found = ofPlot.data.value;
  if (ofPlot.error.value !== null) return <ErrorState text={sentenceOf(ofPlot.error.value)} onRetry={ofPlot.reload} />;
  if (!found || primaryId.value !== plotId) return <LoadingState />;
  const add = mayEdit.value && (
    <Button
      icon="plus"
      onClick={() => {
        asked.value = { kind: "open", land: { contract_id: null, plot_id: plotId, plot_no: "", park_code: "" } };
      }}
    >
      {m.openClue()}
    </Button>
  );
  return (
    <div class="plot-cases">
      {found.items.length === 0 ? (
        <EmptyState icon="hourglass" title={m.dossierEmpty()} action={add || undefined}>
          {m.dossierEmptyText()}
        </EmptyState>
      ) : (
        <>
          {found.items.map((item) => (
            <CaseCard key={item.id} item={item} />
          ))}
          {found.open === 0 && add}
        </>
      )}
      <CaseDialogs />
    </div>
  );
}

function CaseCard({ item }: { item: CaseItem }) {
  return (
    <section class="page-card case-part">
      <p>
        <b>{item.case_no}</b> <StateMark state={item.state} />
      </p>
      <p>
        {term("idle.IdleGround", item.ground)}
        {item.since && ` · ${m.since()} ${formatDate(item.since)}`}
        {item.side && ` · ${term("idle.CauseSide", item.side)}`}
        {item.measure && ` · ${term("idle_cases.Measure", item.measure)}`}
      </p>
      <p>
        <DueMark item={item} today={shownDate.value ?? ""} />
      </p>
      <Button
        onClick={() => {
          setExtra("idle_tab", null);
          openCase(item.id);
          openDesk("idle");
        }}
      >
        {m.seeCase()}
      </Button>
    </section>
  );
}
