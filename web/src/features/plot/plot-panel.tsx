import { Problem, sentenceOf } from "../../api/problem";
import { asOf, knownOn } from "../../app/location";
import { dossierTabs } from "../../app/registry";
import { clearSelection } from "../../app/selection";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { type Tab, Tabs } from "../../ui/tabs";
import { BoundaryTab } from "./boundary-tab";
import { ConditionsTab } from "./conditions-tab";
import { ContractTab } from "./contract-tab";
import { m } from "./messages";
import { OverviewTab } from "./overview-tab";
import { PartiesTab } from "./parties-tab";
import { currentTab, dossier, type OwnTab, openTab, shownPlot, tabIds } from "./plot.state";
import { PlotHead } from "./plot-head";
import { ServicingTab } from "./servicing-tab";
import { TimelineTab } from "./timeline-tab";
import type { Dossier } from "./types";
import "./plot.css";

const contents: Record<OwnTab, (props: { plot: Dossier }) => preact.ComponentChildren> = {
  overview: OverviewTab,
  boundary: BoundaryTab,
  conditions: ConditionsTab,
  servicing: ServicingTab,
  parties: PartiesTab,
  contract: ContractTab,
  timeline: TimelineTab,
};

/** 一地一档: everything that is known of the selected plot on the day of the screen. */
export function PlotPanel() {
  const plot = shownPlot.value;
  const error = dossier.error.value;
  if (!plot) return error && !dossier.loading.value ? <Missing error={error} /> : <LoadingState label={m.loading()} />;
  const current = currentTab.value;
  const brought = dossierTabs.value.find((tab) => tab.id === current);
  const tabs: Tab[] = tabIds.value.map((id) => ({ id, label: labelOf(id) }));
  return (
    <article class="plot" aria-label={`${m.dossier()} ${plot.plot_no}`}>
      <PlotHead plot={plot} />
      <div class="plot-tabs">
        <Tabs tabs={tabs} current={current} onChange={openTab} label={m.tabs()}>
          {error !== null && <ErrorState text={sentenceOf(error)} onRetry={dossier.reload} />}
          {brought ? (
            <>
              {knownOn.value && <p class="plot-known">{m.knownNow(formatDate(knownOn.value))}</p>}
              <brought.component key={plot.id} plotId={plot.id} />
            </>
          ) : (
            <OwnContent tab={current as OwnTab} plot={plot} />
          )}
        </Tabs>
      </div>
    </article>
  );
}

function labelOf(id: string): string {
  return dossierTabs.value.find((tab) => tab.id === id)?.label() ?? m[id as OwnTab]();
}

function OwnContent({ tab, plot }: { tab: OwnTab; plot: Dossier }) {
  const Content = contents[tab];
  return <Content key={plot.id} plot={plot} />;
}

/** Retired, not yet there on the day, or not for this user: the server's sentence says which. */
function Missing({ error }: { error: unknown }) {
  const known = error instanceof Problem && (error.status === 404 || error.status === 410);
  if (!known) return <ErrorState text={sentenceOf(error)} onRetry={dossier.reload} />;
  return (
    <EmptyState
      icon="history"
      title={m.dossier()}
      action={
        <span class="plot-missing">
          {isHistory.value && (
            <Button
              kind="primary"
              onClick={() => {
                asOf.value = null;
              }}
            >
              {m.today()}
            </Button>
          )}
          <Button onClick={clearSelection}>{m.close()}</Button>
        </span>
      }
    >
      {sentenceOf(error)}
    </EmptyState>
  );
}
