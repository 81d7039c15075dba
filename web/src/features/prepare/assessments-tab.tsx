import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { asOfQuery } from "../../app/location";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { isHistory, parkName, parks } from "../../app/zone";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { Select } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Table } from "../../ui/table";
import { AssessmentForm, WithdrawForm } from "./assessment-forms";
import { AssessmentSide } from "./assessment-side";
import { lastDay, TermMark } from "./assessment-term";
import { m } from "./messages";
import {
  assessmentFilters,
  assessments,
  clearFilter,
  filter,
  openAssessment,
  openAssessmentId,
  setFilter,
} from "./prepare.state";
import type { Assessment, AssessmentSheet } from "./types";

type Form = { kind: "new" } | { kind: "correct" | "withdraw"; sheet: AssessmentSheet };
const order = { expired: 0, expiring: 1, future: 2, valid: 3 };

/** The regional assessments: what was assessed, where, until when, and how many candidate plots each covers. */
export function AssessmentsTab() {
  const found = assessments.data.value;
  const error = assessments.error.value;
  const form = useSignal<Form | null>(null);
  const close = () => {
    form.value = null;
  };
  return (
    <div class={`prepare-board ${openAssessmentId.value !== null ? "has-sheet" : ""}`}>
      <section class="prepare-main" aria-label={m.assessments()}>
        <p class="quiet prepare-intro">{m.assessmentsIntro()}</p>
        <Filters list={found ?? []} onNew={() => (form.value = { kind: "new" })} />
        <div class="prepare-list">
          {!found && (error ? <ErrorState text={sentenceOf(error)} onRetry={assessments.reload} /> : <LoadingState />)}
          {found && <List list={found} />}
        </div>
      </section>
      {openAssessmentId.value !== null && (
        <AssessmentSide
          onCorrect={(sheet) => (form.value = { kind: "correct", sheet })}
          onWithdraw={(sheet) => (form.value = { kind: "withdraw", sheet })}
        />
      )}
      {form.value?.kind === "new" && <AssessmentForm before={null} onClose={close} />}
      {form.value?.kind === "correct" && <AssessmentForm before={form.value.sheet} onClose={close} />}
      {form.value?.kind === "withdraw" && <WithdrawForm sheet={form.value.sheet} onClose={close} />}
    </div>
  );
}

function passes(item: Assessment, left: "term" | null): boolean {
  const { park, kind, term: wanted } = filter.value;
  return (
    (!park || item.park_codes.includes(park)) &&
    (!kind || item.kind === kind) &&
    (left === "term" || !wanted || item.term === wanted)
  );
}

function Filters({ list, onNew }: { list: Assessment[]; onNew: () => void }) {
  const { park, kind, term: wanted } = filter.value;
  const isFiltered = assessmentFilters.some((name) => filter.value[name] !== "");
  const save = () => exportList("/api/assessments/export.xlsx", { ...asOfQuery.value, park, kind, term: wanted });
  return (
    <div class="prepare-filters">
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
        label={m.kind()}
        value={kind}
        placeholder={m.anyKind()}
        options={termOptions("supply.AssessmentKind")}
        onValue={(value) => setFilter("kind", value)}
      />
      {termOptions("supply.AssessmentTerm").map(({ value, label }) => (
        <Chip
          key={value}
          pressed={wanted === value}
          count={list.filter((item) => passes(item, "term") && item.term === value).length}
          onToggle={() => setFilter("term", wanted === value ? "" : value)}
        >
          {label}
        </Chip>
      ))}
      {isFiltered && (
        <Button kind="quiet" onClick={() => clearFilter(assessmentFilters)}>
          {m.clear()}
        </Button>
      )}
      <span class="prepare-filters-end">
        <Button icon="download" onClick={save}>
          {m.export()}
        </Button>
        {can("assessment:edit") && !isHistory.value && (
          <Button kind="primary" icon="plus" onClick={onNew}>
            {m.newAssessment()}
          </Button>
        )}
      </span>
    </div>
  );
}

function List({ list }: { list: Assessment[] }) {
  const beside = openAssessmentId.value !== null;
  const rows = list
    .filter((item) => passes(item, null))
    .sort((a, b) => order[a.term] - order[b.term] || (a.valid_to ?? "9999").localeCompare(b.valid_to ?? "9999"));
  const columns = [
    {
      key: "kind",
      title: m.kind(),
      width: beside ? 140 : 180,
      grow: beside,
      cell: (item: Assessment) => <b>{term("supply.AssessmentKind", item.kind)}</b>,
      footer: m.entries(rows.length),
    },
    {
      key: "parks",
      title: m.parks(),
      width: beside ? 110 : 150,
      cell: (item: Assessment) => item.park_codes.join("、") || "—",
    },
    { key: "term", title: m.validity(), width: 150, cell: (item: Assessment) => <TermMark item={item} /> },
    {
      key: "days",
      title: m.lastDay(),
      width: 128,
      cell: (item: Assessment) => <span class="figure">{lastDay(item)}</span>,
    },
    {
      key: "covered",
      title: m.covered(),
      width: 150,
      cell: (item: Assessment) => (
        <span class={item.partly_count ? "figure prepare-bad" : "figure"}>
          {m.coveredFigure(item.covered_count, item.partly_count)}
        </span>
      ),
    },
    {
      key: "title",
      title: m.title(),
      width: 200,
      grow: true,
      cell: (item: Assessment) => <span title={`${item.title} ${item.document_no}`}>{item.title}</span>,
    },
  ];
  return (
    <Table
      label={m.assessments()}
      columns={beside ? columns.slice(0, 4) : columns}
      count={rows.length}
      rowAt={(index) => rows[index]}
      rowKey={(item) => item.id}
      isSelected={(item) => item.id === openAssessmentId.value}
      onSelect={(item) => openAssessment(item.id)}
      onOpen={(item) => openAssessment(item.id)}
      empty={
        <EmptyState icon="layers" title={m.noAssessments()}>
          {m.noAssessmentsText()}
        </EmptyState>
      }
    />
  );
}
