import { sentenceOf } from "../../api/problem";
import { parks, shownDate } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { SelectField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { choosePark, cockpit, isBig, openBig, openTab, park, tab, tabs } from "./cockpit.state";
import { GoalTab } from "./goal-tab";
import { ListDialog } from "./list-dialog";
import { m } from "./messages";
import { Overview } from "./overview";
import { ReportsTab } from "./reports-tab";
import { WhyDialog } from "./why-dialog";
import "./cockpit.css";

/** 驾驶舱: the figures of a day, each with its list and its reasons; the goal simulator; the frozen months. */
export function CockpitPage() {
  if (isBig.value) return null;
  return (
    <div class="page cockpit-page">
      <header class="page-head">
        <div>
          <h2>{m.desk()}</h2>
          <p class="quiet">
            {m.asOf(formatDate(shownDate.value))} · {m.intro()}
          </p>
        </div>
        <div class="page-tools">
          <SelectField
            label={m.park()}
            value={park.value}
            placeholder={m.everyPark()}
            options={parks.value.map((one) => ({
              value: one.code,
              label: `${one.code} ${inLanguage(one.name_zh, one.name_en)}`,
            }))}
            onValue={choosePark}
          />
          <Button icon="fullscreen" onClick={() => openBig(true)}>
            {m.big()}
          </Button>
        </div>
      </header>
      <Tabs
        tabs={tabs.map((name) => ({ id: name, label: m[name]() }))}
        current={tab.value}
        onChange={openTab}
        label={m.desk()}
      >
        {tab.value === "overview" && <Figures />}
        {tab.value === "goal" && <GoalTab />}
        {tab.value === "reports" && <ReportsTab />}
      </Tabs>
      <ListDialog />
      <WhyDialog />
    </div>
  );
}

function Figures() {
  const found = cockpit.data.value;
  const error = cockpit.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={cockpit.reload} />;
  if (!found) return <LoadingState />;
  if (found.parks.length === 0)
    return (
      <EmptyState icon="cockpit" title={m.emptyTitle()}>
        {m.emptyText()}
      </EmptyState>
    );
  return <Overview found={found} />;
}
