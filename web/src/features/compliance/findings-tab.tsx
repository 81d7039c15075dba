import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { can } from "../../app/session";
import { isHistory, parkName, parks } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { parted } from "../../locale/punctuation";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import {
  clearFilter,
  filter,
  findingQuery,
  findings,
  isFiltered,
  runNow,
  setFilter,
  summary,
} from "./compliance.state";
import { FindingRow } from "./finding-row";
import { m } from "./messages";
import type { CheckFinding, RuleCard, Summary } from "./types";

const severities = ["error", "warning", "info"] as const;
const step = 100;

/** 质检: the rules with their counts on the left, what they found on the right. */
export function FindingsTab() {
  const found = findings.data.value;
  const told = summary.data.value;
  const error = findings.error.value ?? summary.error.value;
  const reload = () => {
    findings.reload();
    summary.reload();
  };
  return (
    <div class="compliance-split">
      <aside class="compliance-rules" aria-label={m.rules()}>
        {told && <Rules told={told} />}
      </aside>
      <section class="compliance-main" aria-label={m.findings()}>
        <Filters told={told} />
        {error !== null && <ErrorState text={sentenceOf(error)} onRetry={reload} />}
        {!found && error === null && <LoadingState />}
        {found && <List list={found} />}
      </section>
    </div>
  );
}

function Rules({ told }: { told: Summary }) {
  const chosen = filter.value.finding_rule;
  const last = told.runs.find(({ kind }) => kind === "rules");
  const unasked = Object.entries(last?.not_asked ?? {});
  const total = told.rules.reduce((sum, rule) => sum + rule.standing, 0);
  return (
    <>
      <p class="quiet compliance-run">
        {last ? m.lastRun(formatDate(last.as_of), last.plots, last.ran_by_name) : m.neverRun()}
      </p>
      <ul>
        <li>
          <RuleButton
            title={m.everyRule()}
            count={total}
            pressed={!chosen}
            onPress={() => setFilter("finding_rule", "")}
          />
        </li>
        {told.rules
          .filter((rule) => rule.severity.nightly)
          .map((rule) => (
            <li key={rule.id}>
              <RuleButton
                title={inLanguage(rule.title_zh, rule.title_en)}
                about={ruleText(rule)}
                count={rule.standing}
                pressed={chosen === rule.id}
                onPress={() => setFilter("finding_rule", chosen === rule.id ? "" : rule.id)}
              />
            </li>
          ))}
      </ul>
      {unasked.length > 0 && (
        <Note tone="warning">
          {m.notAsked()}：{unasked.map(([, why]) => why).join("；")}
        </Note>
      )}
    </>
  );
}

const ruleText = (rule: RuleCard) =>
  parted([inLanguage(rule.about_zh, rule.about_en), inLanguage(rule.fix_zh, rule.fix_en), m.ruleVersion(rule.version)]);

interface RuleButtonProps {
  title: string;
  about?: string;
  count: number;
  pressed: boolean;
  onPress: () => void;
}

function RuleButton({ title, about, count, pressed, onPress }: RuleButtonProps) {
  return (
    <button
      type="button"
      class="compliance-rule"
      aria-pressed={pressed}
      disabled={about === undefined && pressed}
      title={about}
      onClick={onPress}
    >
      <span>{title}</span>
      <span class={`figure ${count > 0 ? "" : "quiet"}`}>{count}</span>
    </button>
  );
}

function Filters({ told }: { told: Summary | null }) {
  const wanted = filter.value;
  const busy = useSignal(false);
  const run = async () => {
    busy.value = true;
    try {
      const done = await runNow();
      const [more, less] = [done.findings_new + done.overlaps_new, done.findings_resolved + done.overlaps_resolved];
      toast(m.ran(done.plots, more, less));
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
    busy.value = false;
  };
  return (
    <div class="compliance-filters">
      <input
        class="input"
        type="search"
        value={wanted.finding_q}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => setFilter("finding_q", event.currentTarget.value)}
      />
      <Select
        compact
        label={m.park()}
        value={wanted.finding_park}
        placeholder={m.allParks()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => setFilter("finding_park", value)}
      />
      {severities.map((value) => (
        <Chip
          key={value}
          pressed={wanted.finding_severity === value}
          onToggle={() => setFilter("finding_severity", wanted.finding_severity === value ? "" : value)}
        >
          {m[value]()}
        </Chip>
      ))}
      <Chip
        pressed={wanted.finding_resolved !== ""}
        onToggle={() => setFilter("finding_resolved", wanted.finding_resolved ? "" : "1")}
      >
        {m.resolved()}
      </Chip>
      {isFiltered("finding_") && (
        <Button kind="quiet" onClick={() => clearFilter("finding_")}>
          {m.clear()}
        </Button>
      )}
      <span class="compliance-end">
        <Button icon="download" onClick={() => exportList("/api/plot-checks/findings/export.xlsx", findingQuery.value)}>
          {m.export()}
        </Button>
        {can("plot_check:run") && !isHistory.value && (
          <Button kind="primary" icon="refresh" disabled={!told} busy={busy.value} onClick={run}>
            {m.run()}
          </Button>
        )}
      </span>
    </div>
  );
}

function List({ list }: { list: CheckFinding[] }) {
  const shown = useSignal(step);
  if (list.length === 0)
    return (
      <EmptyState icon="success" title={m.noFindings()}>
        {m.noFindingsText()}
      </EmptyState>
    );
  return (
    <ul class="compliance-list">
      {list.slice(0, shown.value).map((finding) => (
        <FindingRow key={finding.id} finding={finding} />
      ))}
      {list.length > shown.value && (
        <li>
          <Button kind="quiet" onClick={() => (shown.value += step)}>
            {m.more(Math.min(step, list.length - shown.value))}
          </Button>
        </li>
      )}
    </ul>
  );
}
