import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { layout, setLayout } from "../../app/layout";
import { showFinding } from "../../app/map-actions";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { Button, IconButton } from "../../ui/button";
import { FindingsList } from "../../ui/findings-list";
import { Icon } from "../../ui/icon";
import { Menu } from "../../ui/menu";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { BalanceTable } from "./balance-table";
import { DifferenceTable } from "./difference-table";
import { mt } from "./messages";
import { comparing } from "./on-map";
import { check, openSheet, openTab, tab } from "./proposals.state";
import type { Check, Sheet } from "./types";

/** Under the map: what would change, whether ground is kept, what the rules say, what happened so far. */
export function ProposalTables() {
  const found = openSheet.value;
  if (!found) return <LoadingState />;
  const judged = check.data.value ?? frozen(found);
  const full = layout.value.bottomFull;
  return (
    <div class="proposals-tables">
      <Tabs
        label={found.title_zh}
        current={tab.value}
        onChange={openTab}
        tabs={[
          { id: "difference", label: mt.difference(), count: judged?.difference.length },
          { id: "balance", label: mt.balance() },
          { id: "findings", label: mt.findings(), count: judged?.findings.length },
          { id: "way", label: mt.way(), count: found.steps.length },
        ]}
        end={
          <div class="proposals-tools">
            <Button
              kind={comparing.value ? "primary" : "quiet"}
              icon="collapse"
              aria-pressed={comparing.value !== null}
              onClick={() => {
                comparing.value = comparing.value ? null : "swipe";
              }}
            >
              {comparing.value ? mt.compareOff() : mt.compare()}
            </Button>
            {can("plot:export") && found.state !== "published" && found.state !== "withdrawn" && (
              <Menu
                label={mt.exports()}
                trigger={<Icon name="download" />}
                align="end"
                items={[
                  {
                    label: mt.exportXlsx(),
                    onSelect: () => exportList(`/api/proposals/${found.id}/difference.xlsx`),
                  },
                  { label: mt.exportCsv(), onSelect: () => exportList(`/api/proposals/${found.id}/difference.csv`) },
                ]}
              />
            )}
            <IconButton
              icon={full ? "collapse" : "expand"}
              label={full ? mt.shrink() : mt.enlarge()}
              pressed={full}
              onClick={() => setLayout({ bottomFull: !full })}
            />
            <IconButton
              icon="close"
              label={mt.close()}
              shortcut="`"
              onClick={() => setLayout({ bottom: false, bottomFull: false })}
            />
          </div>
        }
      >
        {check.error.value !== null ? (
          <ErrorState text={sentenceOf(check.error.value)} onRetry={check.reload} />
        ) : tab.value === "way" ? (
          <Way sheet={found} />
        ) : !judged ? (
          check.loading.value ? (
            <LoadingState />
          ) : (
            <EmptyState title={mt.noDifference()} />
          )
        ) : tab.value === "balance" ? (
          <BalanceTable balance={judged.balance} />
        ) : tab.value === "findings" ? (
          <Findings judged={judged} />
        ) : (
          <DifferenceTable rows={judged.difference} sheet={found} />
        )}
      </Tabs>
    </div>
  );
}

/** What was frozen when it was last submitted or published; there for proposals that are closed. */
function frozen(found: Sheet): Check | null {
  const last = [...found.steps].reverse().find((step) => step.difference.length > 0);
  if (!last) return null;
  const { findings, difference, balance } = last;
  return { findings, difference, balance, has_errors: false, tolerances: {}, classes: {}, earliest_on: null };
}

/** Every finding begins with the plot it is about, so that the list can be worked through. */
function Findings({ judged }: { judged: Check }) {
  if (judged.findings.length === 0) return <EmptyState icon="success" title={mt.noFindings()} />;
  const numbers = new Map(judged.difference.map(({ key, plot_no }) => [key, plot_no]));
  const named = judged.findings.map((finding) => {
    const no = numbers.get(finding.key);
    if (!no || finding.message_zh.includes(`地块${no}`)) return finding;
    return {
      ...finding,
      message_zh: `${no}：${finding.message_zh}`,
      message_en: finding.message_en ? `${no}: ${finding.message_en}` : null,
    };
  });
  return (
    <div class="proposals-findings">
      <FindingsList findings={named} onShow={(finding) => finding.geometry && showFinding(finding.geometry)} />
    </div>
  );
}

function Way({ sheet }: { sheet: Sheet }) {
  return (
    <ol class="proposals-way">
      {sheet.steps.map((step) => (
        <li key={step.id}>
          <span class="figure">{formatDate(step.taken_on)}</span>
          <strong>{term("proposals.ProposalState", step.state)}</strong>
          <span>{step.actor_name}</span>
          {step.reason && <span class="quiet">{step.reason}</span>}
          {(step.state === "submitted" || step.state === "published") && (
            <span class="quiet">{mt.frozen(step.findings.length)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
