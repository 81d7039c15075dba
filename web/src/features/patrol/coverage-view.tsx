import { sentenceOf } from "../../api/problem";
import { showLayer } from "../../app/layers";
import { openDesk } from "../../app/location";
import { termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { parted } from "../../locale/punctuation";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Table } from "../../ui/table";
import { coverageColumns } from "./coverage-columns";
import { CoverageMark } from "./coverage-mark";
import { GroundPicture } from "./ground-picture";
import { m } from "./messages";
import {
  asked,
  chosen,
  clearFilter,
  coverage,
  filter,
  groups,
  isFiltered,
  mayEdit,
  picture,
  setFilter,
  toggle,
} from "./patrol.state";
import type { Coverage } from "./types";

/** Who was where in time: chips that are the counts, a list, and the same plots as a sketch to choose from. */
export function CoverageView() {
  const found = coverage.data.value;
  const error = coverage.error.value;
  return (
    <div class="patrol-coverage">
      <Filters found={found} />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={coverage.reload} />}
      {!found && error === null && <LoadingState />}
      {found && (
        <div class="patrol-split">
          <div class="patrol-list">
            <Choice found={found} />
            <List found={found} />
          </div>
          <Sketch found={found} />
        </div>
      )}
    </div>
  );
}

function Filters({ found }: { found: Coverage | null }) {
  const wanted = filter.value;
  return (
    <div class="patrol-filters">
      {found && (
        <div class="form-chips">
          {termOptions("patrol.CoverageState")
            .filter(({ value }) => (found.states[value] ?? 0) > 0 || wanted.state === value)
            .map(({ value }) => (
              <Chip
                key={value}
                pressed={wanted.state === value}
                count={found.states[value] ?? 0}
                onToggle={() => setFilter("state", wanted.state === value ? "" : value)}
              >
                <CoverageMark state={value} />
              </Chip>
            ))}
          <Chip
            pressed={wanted.assigned === "false"}
            onToggle={() => setFilter("assigned", wanted.assigned === "false" ? "" : "false")}
          >
            {m.unassigned(found.unassigned)}
          </Chip>
        </div>
      )}
      <div class="patrol-choices">
        <input
          class="input patrol-search"
          type="search"
          value={wanted.q}
          placeholder={m.search()}
          aria-label={m.search()}
          onInput={(event) => setFilter("q", event.currentTarget.value)}
        />
        <Select
          compact
          label={m.park()}
          value={wanted.park}
          placeholder={m.allParks()}
          options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
          onValue={(value) => setFilter("park", value)}
        />
        <Select
          compact
          label={m.groups()}
          value={wanted.group_id}
          placeholder={m.allGroups()}
          options={(groups.data.value ?? []).map(({ id, name_zh }) => ({ value: String(id), label: name_zh }))}
          onValue={(value) => setFilter("group_id", value)}
        />
        {isFiltered.value && (
          <Button kind="quiet" onClick={clearFilter}>
            {m.clear()}
          </Button>
        )}
      </div>
      {found && (
        <p class="quiet patrol-rule" title={parted([found.basis, m.unconfirmedRule()])}>
          {m.rule(found.interval_days, found.close_interval_days)}
        </p>
      )}
    </div>
  );
}

/** What the hand holds, and what can be done with it. */
function Choice({ found }: { found: Coverage }) {
  const held = found.items.filter(({ plot_id }) => chosen.value.has(plot_id));
  const due = found.items.filter(({ state }) => state === "never" || state === "due");
  const only = held.length === 1 ? held[0] : undefined;
  if (!mayEdit.value) return null;
  return (
    <div class="patrol-choice">
      <span class="figure">{m.chosen(held.length)}</span>
      {held.length === 0 ? (
        <Button
          disabled={due.length === 0}
          onClick={() => {
            chosen.value = new Set(due.map(({ plot_id }) => plot_id));
          }}
        >
          {m.chooseDue()}
        </Button>
      ) : (
        <Button
          kind="quiet"
          onClick={() => {
            chosen.value = new Set();
          }}
        >
          {m.dropChoice()}
        </Button>
      )}
      <span class="patrol-acts">
        <Button
          disabled={held.length === 0}
          onClick={() => {
            asked.value = { kind: "assign", plots: held.map(({ plot_id }) => plot_id) };
          }}
        >
          {m.assign()}
        </Button>
        <Button
          disabled={!only}
          onClick={() => {
            if (only) asked.value = { kind: "visit", of: { ...only, task_id: null, planned_on: null } };
          }}
        >
          {m.recordVisit()}
        </Button>
        <Button
          kind="primary"
          disabled={held.length === 0}
          onClick={() => {
            asked.value = { kind: "plan", plots: held };
          }}
        >
          {m.plan()}
        </Button>
      </span>
    </div>
  );
}

function List({ found }: { found: Coverage }) {
  return (
    <div class="patrol-table" title={formatArea(found.area_m2)}>
      <Table
        label={m.coverage()}
        columns={coverageColumns(found)}
        count={found.items.length}
        rowAt={(index) => found.items[index]}
        rowKey={(row) => row.plot_id}
        isSelected={(row) => chosen.value.has(row.plot_id)}
        onSelect={(row, event) => {
          if (event instanceof MouseEvent || event.key === " ") toggle(row.plot_id);
        }}
        empty={
          <EmptyState icon="eye" title={m.emptyCoverage()}>
            {m.emptyCoverageText()}
          </EmptyState>
        }
      />
    </div>
  );
}

function Sketch({ found }: { found: Coverage }) {
  const drawn = picture.data.value;
  const states = new Map(found.items.map(({ plot_id, state }) => [plot_id, state]));
  if (!drawn) return <div class="patrol-sketch" />;
  return (
    <div class="patrol-sketch">
      <GroundPicture
        picture={{ ...drawn, plots: drawn.plots.filter(({ plot_id }) => states.has(plot_id)) }}
        label={m.picture()}
        stateOf={(id) => states.get(id)}
        isChosen={(id) => chosen.value.has(id)}
        onPlot={mayEdit.value ? toggle : undefined}
        onPark={(code) => setFilter("park", code)}
        height={440}
      />
      <p class="quiet">
        {m.picture()}{" "}
        <button
          type="button"
          class="text-button"
          onClick={() => {
            showLayer("patrol", true);
            showLayer("patrol_route", true);
            openDesk("map");
          }}
        >
          {m.showOnMap()}
        </button>
      </p>
      <p class="visually-hidden">
        {inLanguage("各地块的巡查情况见左侧列表", "The list beside it says the same in words")}
      </p>
    </div>
  );
}
