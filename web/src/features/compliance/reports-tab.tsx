import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import type { Geometry } from "../../api/types";
import { exportList } from "../../app/export-list";
import { FormFrame } from "../../app/form-frame";
import { GroundField } from "../../app/ground-field";
import { can } from "../../app/session";
import { term, termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Button } from "../../ui/button";
import { Select, SelectField, TextField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { type Column, Table } from "../../ui/table";
import { toast } from "../../ui/toast";
import {
  clearFilter,
  filter,
  isFiltered,
  keepReport,
  openReport,
  openReportId,
  proposals,
  reportQuery,
  reports,
  setFilter,
} from "./compliance.state";
import { m } from "./messages";
import { ReportSide } from "./report-side";
import { VerdictMark } from "./severity-mark";
import type { ReportItem } from "./types";

/** 合规审查: the reports kept so far, and a new one of a piece of ground brought as a file. */
export function ReportsTab() {
  const found = reports.data.value;
  const error = reports.error.value;
  const asks = useSignal(false);
  return (
    <div class={`compliance-board ${openReportId.value !== null ? "has-sheet" : ""}`}>
      <section class="compliance-main" aria-label={m.reports()}>
        <Filters onNew={() => (asks.value = true)} />
        {error !== null && <ErrorState text={sentenceOf(error)} onRetry={reports.reload} />}
        {!found && error === null && <LoadingState />}
        {found && <List list={found} />}
      </section>
      {openReportId.value !== null && <ReportSide />}
      {asks.value && <NewReport onClose={() => (asks.value = false)} />}
    </div>
  );
}

function NewReport({ onClose }: { onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [ground, setGround] = useState<Geometry | null>(null);
  const [proposal, setProposal] = useState("");
  const [offered, setOffered] = useState<{ value: string; label: string }[]>([]);
  useEffect(() => {
    proposals()
      .then((items) =>
        setOffered(items.map((one) => ({ value: String(one.id), label: `${one.proposal_no} ${one.title_zh}` }))),
      )
      .catch((error: unknown) => toast(sentenceOf(error), "error"));
  }, []);
  const check = () => (proposal ? null : title.trim().length < 2 ? m.needName() : ground ? null : m.needGround());
  const send = async () => {
    const body = proposal ? { proposal_id: Number(proposal) } : { title: title.trim(), geometry: ground };
    openReport((await keepReport(body)).id);
  };
  return (
    <FormFrame
      title={m.reportTitle()}
      text={m.reportText()}
      submit={m.makeReport()}
      done={m.made()}
      width={600}
      onClose={onClose}
      check={check}
      send={send}
    >
      {offered.length > 0 && (
        <SelectField
          label={m.proposal()}
          value={proposal}
          options={[{ value: "", label: m.noProposal() }, ...offered]}
          onValue={setProposal}
        />
      )}
      {!proposal && (
        <>
          <TextField label={m.subject()} value={title} onValue={setTitle} maxLength={80} required />
          <GroundField path="/api/constraints/outline" onGround={setGround} stays={false} />
        </>
      )}
    </FormFrame>
  );
}

function Filters({ onNew }: { onNew: () => void }) {
  const wanted = filter.value;
  return (
    <div class="compliance-filters">
      <input
        class="input"
        type="search"
        value={wanted.report_q}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => setFilter("report_q", event.currentTarget.value)}
      />
      <Select
        compact
        label={m.park()}
        value={wanted.report_park}
        placeholder={m.allParks()}
        options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
        onValue={(value) => setFilter("report_park", value)}
      />
      <Select
        compact
        label={m.verdict()}
        value={wanted.report_verdict}
        placeholder={m.allVerdicts()}
        options={termOptions("compliance.Verdict")}
        onValue={(value) => setFilter("report_verdict", value)}
      />
      {isFiltered("report_") && (
        <Button kind="quiet" onClick={() => clearFilter("report_")}>
          {m.clear()}
        </Button>
      )}
      <span class="compliance-end">
        <Button icon="download" onClick={() => exportList("/api/compliance/reports/export.xlsx", reportQuery.value)}>
          {m.export()}
        </Button>
        {can("compliance:report") && can("constraint:edit") && (
          <Button kind="primary" icon="plus" onClick={onNew}>
            {m.newReport()}
          </Button>
        )}
      </span>
    </div>
  );
}

function List({ list }: { list: ReportItem[] }) {
  const columns: Column<ReportItem>[] = [
    { key: "no", title: m.reportNo(), width: 124, cell: (row) => row.report_no },
    {
      key: "subject",
      title: m.subject(),
      width: 150,
      grow: true,
      cell: (row) => `${row.subject_zh}（${term("compliance.CheckSubject", row.subject)}）`,
    },
    { key: "verdict", title: m.verdict(), width: 124, cell: (row) => <VerdictMark verdict={row.verdict} /> },
    { key: "conflicts", title: m.conflicts(), width: 76, align: "end", cell: (row) => row.conflicts },
    { key: "day", title: m.asOf(), width: 132, cell: (row) => formatDate(row.as_of) },
    {
      key: "area",
      title: `${m.area()} ${areaUnitLabel()}`,
      width: 104,
      align: "end",
      cell: (row) => areaFigure(row.area_m2),
    },
    { key: "by", title: m.madeBy(), width: 92, cell: (row) => row.made_by_name },
  ];
  return (
    <div class="compliance-table">
      <Table
        label={m.reports()}
        columns={columns}
        count={list.length}
        rowAt={(index) => list[index]}
        rowKey={(row) => row.id}
        isSelected={(row) => row.id === openReportId.value}
        onSelect={(row) => openReport(row.id === openReportId.value ? null : row.id)}
        empty={
          <EmptyState icon="document" title={m.noReports()}>
            {m.noReportsText()}
          </EmptyState>
        }
      />
    </div>
  );
}
