import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory, parkName, parks } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Badge, Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Menu } from "../../ui/menu";
import { ErrorState, LoadingState } from "../../ui/states";
import { entriesShown } from "./compare";
import { m } from "./messages";
import { filter, setFilter, table, tableQuery } from "./prepare.state";
import { ConfirmForm, EndForm, RequirementForm } from "./requirement-forms";
import { StandardsPart } from "./standards-part";
import type { Requirement, RequirementTable } from "./types";

type Form = { kind: "new" } | { kind: "confirm" | "end"; entry: Requirement };

/** The zone's indicator table: who has to reach what from when on, in both units, on which document. */
export function TableTab() {
  const found = table.data.value;
  const error = table.error.value;
  const form = useSignal<Form | null>(null);
  const close = () => {
    form.value = null;
  };
  return (
    <div class="prepare-scroll">
      <p class="quiet prepare-intro">{m.tableIntro()}</p>
      <TableFilters onNew={() => (form.value = { kind: "new" })} />
      {!found && (error ? <ErrorState text={sentenceOf(error)} onRetry={table.reload} /> : <LoadingState />)}
      {found && <Conflicts table={found} />}
      {found && <Entries table={found} onForm={(next) => (form.value = next)} />}
      {found && <StandardsPart table={found} />}
      {found && form.value?.kind === "new" && <RequirementForm table={found} onClose={close} />}
      {form.value?.kind === "confirm" && <ConfirmForm entry={form.value.entry} onClose={close} />}
      {form.value?.kind === "end" && <EndForm entry={form.value.entry} onClose={close} />}
    </div>
  );
}

function TableFilters({ onNew }: { onNew: () => void }) {
  const { industry, park, indicator, all } = filter.value;
  const save = () => exportList("/api/indicators/export.xlsx", { ...tableQuery.value, indicator, in_force: !all });
  return (
    <div class="prepare-filters">
      <input
        class="input prepare-search"
        type="search"
        value={industry}
        maxLength={6}
        placeholder={`${m.industry()} ${m.industryHint()}`}
        aria-label={m.industry()}
        onChange={(event) => setFilter("industry", event.currentTarget.value.trim())}
      />
      <Select
        compact
        label={m.park()}
        value={park}
        placeholder={m.allParks()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => setFilter("park", value)}
      />
      <Select
        compact
        label={m.indicator()}
        value={indicator}
        placeholder={m.anyIndicator()}
        options={termOptions("supply.Indicator")}
        onValue={(value) => setFilter("indicator", value)}
      />
      <Chip pressed={!all} onToggle={() => setFilter("all", all ? "" : "1")}>
        {m.onlyInForce()}
      </Chip>
      <span class="prepare-filters-end">
        {can("indicator:edit") && !isHistory.value && (
          <Button kind="primary" icon="plus" onClick={onNew}>
            {m.newEntry()}
          </Button>
        )}
        <Button icon="download" onClick={save}>
          {m.export()}
        </Button>
      </span>
    </div>
  );
}

function Conflicts({ table: shown }: { table: RequirementTable }) {
  const conflicts = shown.findings.filter(({ severity }) => severity === "error");
  if (!conflicts.length) return null;
  return <FindingsList findings={conflicts} />;
}

function Entries({ table: shown, onForm }: { table: RequirementTable; onForm: (form: Form) => void }) {
  const entries = entriesShown(
    shown.items,
    filter.value,
    termOptions("supply.Indicator").map(({ value }) => value),
  );
  const mayEdit = can("indicator:edit") && !isHistory.value;
  const titles = [
    m.indicator(),
    m.perMu(),
    m.perHa(),
    m.otherUnit(),
    m.industry(),
    m.park(),
    m.from(),
    m.to(),
    m.basis(),
  ];
  return (
    <div class="page-card page-scroll">
      <table class="page-table prepare-entries">
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            {mayEdit && <th scope="col" aria-label={m.revise()} />}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} day={shown.day} onForm={mayEdit ? onForm : undefined} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={titles.length + (mayEdit ? 1 : 0)} class="quiet figure">
              {entries.length ? m.entries(entries.length) : m.noEntries()}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface RowProps {
  entry: Requirement;
  day: string;
  onForm?: (form: Form) => void;
}

function EntryRow({ entry, day, onForm }: RowProps) {
  const sign = entry.direction === "at_most" ? "≤" : "≥";
  const figure = (value: number | null) => (value === null ? "" : `${sign} ${formatNumber(value, 2)}`);
  const items = [
    ...(entry.confirmed
      ? []
      : [{ label: m.confirm(), icon: "check" as const, onSelect: () => onForm?.({ kind: "confirm", entry }) }]),
    { label: m.endEntry(), icon: "calendar" as const, onSelect: () => onForm?.({ kind: "end", entry }) },
  ];
  return (
    <tr class={entry.in_force ? undefined : "is-inactive"}>
      <th scope="row">
        {term("supply.Indicator", entry.indicator)} {entry.applies && <Badge tone="accent">{m.applies()}</Badge>}
        {!entry.in_force && <Badge>{entry.effective_from > day ? m.future() : m.ended()}</Badge>}
      </th>
      <td class="figure prepare-end">{figure(entry.wan_per_mu)}</td>
      <td class="figure prepare-end">{figure(entry.wan_per_ha)}</td>
      <td class="figure prepare-end">
        {entry.written_unit === "yes_no" ? m.mustMeet() : entry.wan_per_mu === null ? `${sign} ${entry.value_zh}` : ""}
      </td>
      <td class="figure prepare-day">{entry.industry_code || <span class="quiet">{m.anyIndustry()}</span>}</td>
      <td class="prepare-day">{entry.park_code ? entry.park_code : <span class="quiet">{m.everyPark()}</span>}</td>
      <td class="figure prepare-day">{formatDate(entry.effective_from)}</td>
      <td class="figure prepare-day">
        {entry.effective_to ? formatDate(entry.effective_to) : <span class="quiet">{m.open()}</span>}
      </td>
      <td class="prepare-basis">
        {entry.basis}{" "}
        {entry.confirmed ? (
          <Badge tone="success">{m.confirmed()}</Badge>
        ) : (
          <Badge tone="warning">{m.unconfirmed()}</Badge>
        )}
        {entry.note && <p class="quiet prepare-small">{entry.note}</p>}
      </td>
      {onForm && (
        <td class="page-actions">
          <Menu
            trigger={m.revise()}
            label={`${m.revise()} ${term("supply.Indicator", entry.indicator)}`}
            align="end"
            items={items}
          />
        </td>
      )}
    </tr>
  );
}
