import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Button } from "../../ui/button";
import { Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { type Column, Table } from "../../ui/table";
import { AreaForm, EndForm, WithdrawForm } from "./area-forms";
import { AreaSide } from "./area-side";
import { areaQuery, areas, clearFilter, filter, isFiltered, openArea, openAreaId, setFilter } from "./compliance.state";
import { m } from "./messages";
import { StandingMark } from "./standing-mark";
import type { Area, AreaSheet } from "./types";

type Form = { kind: "new" } | { kind: "correct" | "end" | "withdraw"; sheet: AreaSheet };

/** 控制范围: the areas themselves with source, document and term; entered, corrected, ended. */
export function AreasTab() {
  const found = areas.data.value;
  const error = areas.error.value;
  const form = useSignal<Form | null>(null);
  const close = () => {
    form.value = null;
  };
  return (
    <div class={`compliance-board ${openAreaId.value !== null ? "has-sheet" : ""}`}>
      <section class="compliance-main" aria-label={m.areas()}>
        <Filters onNew={() => (form.value = { kind: "new" })} />
        {error !== null && <ErrorState text={sentenceOf(error)} onRetry={areas.reload} />}
        {!found && error === null && <LoadingState />}
        {found && <List list={found} />}
      </section>
      {openAreaId.value !== null && <AreaSide onForm={(kind, sheet) => (form.value = { kind, sheet })} />}
      {form.value?.kind === "new" && <AreaForm before={null} onClose={close} />}
      {form.value?.kind === "correct" && <AreaForm before={form.value.sheet} onClose={close} />}
      {form.value?.kind === "end" && <EndForm sheet={form.value.sheet} onClose={close} />}
      {form.value?.kind === "withdraw" && <WithdrawForm sheet={form.value.sheet} onClose={close} />}
    </div>
  );
}

function Filters({ onNew }: { onNew: () => void }) {
  const wanted = filter.value;
  return (
    <div class="compliance-filters">
      <input
        class="input"
        type="search"
        value={wanted.area_q}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => setFilter("area_q", event.currentTarget.value)}
      />
      <Select
        compact
        label={m.kind()}
        value={wanted.area_kind}
        placeholder={m.allKinds()}
        options={termOptions("land.ConstraintKind")}
        onValue={(value) => setFilter("area_kind", value)}
      />
      {isFiltered("area_") && (
        <Button kind="quiet" onClick={() => clearFilter("area_")}>
          {m.clear()}
        </Button>
      )}
      <span class="compliance-end">
        <Button icon="download" onClick={() => exportList("/api/constraints/export.xlsx", areaQuery.value)}>
          {m.export()}
        </Button>
        {can("constraint:edit") && !isHistory.value && (
          <Button kind="primary" icon="plus" onClick={onNew}>
            {m.newArea()}
          </Button>
        )}
      </span>
    </div>
  );
}

function List({ list }: { list: Area[] }) {
  const columns: Column<Area>[] = [
    { key: "kind", title: m.kind(), width: 116, cell: (row) => term("land.ConstraintKind", row.kind) },
    { key: "name", title: m.nameZh(), width: 180, grow: true, cell: (row) => inLanguage(row.name_zh, row.name_en) },
    { key: "standing", title: m.state(), width: 84, cell: (row) => <StandingMark area={row} /> },
    { key: "from", title: m.validFrom(), width: 132, cell: (row) => formatDate(row.valid_from) },
    {
      key: "distance",
      title: m.distanceField(),
      width: 116,
      align: "end",
      cell: (row) => row.distance_m ?? <span class="quiet">{m.byRulebook()}</span>,
    },
    { key: "plots", title: m.touched(), width: 84, align: "end", cell: (row) => row.plots },
    {
      key: "area",
      title: `${m.ellipsoidal()} ${areaUnitLabel()}`,
      width: 130,
      align: "end",
      cell: (row) => areaFigure(row.area_ellipsoidal_m2),
    },
  ];
  return (
    <div class="compliance-table">
      <Table
        label={m.areas()}
        columns={columns}
        count={list.length}
        rowAt={(index) => list[index]}
        rowKey={(row) => row.id}
        isSelected={(row) => row.id === openAreaId.value}
        onSelect={(row) => openArea(row.id === openAreaId.value ? null : row.id)}
        empty={
          <EmptyState icon="layers" title={m.noAreas()}>
            {m.noAreasText()}
          </EmptyState>
        }
      />
    </div>
  );
}
