import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { asOfQuery } from "../../app/location";
import { saveFile } from "../../app/save-file";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Checkbox } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { Menu } from "../../ui/menu";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { type Column, Table } from "../../ui/table";
import { toast } from "../../ui/toast";
import { cases, clearFilter, filter, meets, showCase, withClosed } from "./approvals.state";
import { Filters, officersOf } from "./filters";
import { LightMark } from "./light-mark";
import { m } from "./messages";
import type { CaseRow } from "./types";

/** Every open item of every project, the most urgent first. */
export function CasesList() {
  const data = cases.data.value;
  const error = cases.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={cases.reload} />;
  if (!data) return <LoadingState />;
  const shown = data.filter((row) => meets(row, filter.value));
  const red = shown.filter((row) => row.light === "red").length;
  return (
    <>
      <Filters officers={officersOf(data)} states={[...new Set(data.map(({ state }) => state))]} />
      <div class="approval-sums">
        <span class="figure">{m.caseCount(shown.length, red)}</span>
        <Checkbox
          label={m.showClosed()}
          checked={withClosed.value}
          onChecked={(checked) => {
            withClosed.value = checked;
          }}
        />
        <ExportMenu />
      </div>
      {shown.length ? (
        <div class="page-card approval-cases">
          <Table
            label={m.cases()}
            columns={columns()}
            count={shown.length}
            rowAt={(index) => shown[index]}
            rowKey={(row) => row.case_id}
            onSelect={(row) => showCase(row.case_id)}
            onOpen={(row) => showCase(row.case_id)}
          />
        </div>
      ) : (
        <EmptyState icon="filter" title={m.noneLeft()} action={<Button onClick={clearFilter}>{m.clear()}</Button>}>
          {m.noneLeftText()}
        </EmptyState>
      )}
    </>
  );
}

function columns(): Column<CaseRow>[] {
  return [
    { key: "light", title: m.light(), width: 84, cell: (row) => <LightMark light={row.light} word /> },
    { key: "item", title: m.item(), width: 180, cell: (row) => inLanguage(row.item_name_zh, row.item_name_en) },
    { key: "project", title: m.project(), width: 200, grow: true, cell: (row) => inLanguage(row.name_zh, row.name_en) },
    { key: "park", title: m.park(), width: 132, cell: (row) => parkName(row.park_code) },
    { key: "state", title: m.state(), width: 120, cell: (row) => <StateWords row={row} /> },
    { key: "accepted", title: m.accepted(), width: 126, cell: (row) => formatDate(row.accepted_on) },
    { key: "due", title: m.due(), width: 126, cell: (row) => formatDate(row.finished_on ?? row.due_on) },
    {
      key: "left",
      title: m.left(),
      width: 84,
      align: "end",
      cell: (row) =>
        row.light === "red"
          ? row.days_over
            ? m.over(row.days_over)
            : m.overRest()
          : row.accepted_on
            ? `${row.days_left} / ${row.days_total}`
            : "—",
    },
    { key: "office", title: m.department(), width: 116, cell: (row) => row.department_zh },
    { key: "officer", title: m.officer(), width: 92, cell: (row) => row.service_officer_name || "—" },
  ];
}

function StateWords({ row }: { row: CaseRow }) {
  return (
    <span class="page-badges">
      {term("approvals.CaseState", row.state)}
      {row.is_simulated && <Badge>{m.simulatedMark()}</Badge>}
      {row.tolerances_overdue > 0 && <Badge tone="danger">{m.toleratedLate(row.tolerances_overdue)}</Badge>}
    </span>
  );
}

/** What the file holds is what the list shows. */
function exportQuery() {
  const { text, ...chosen } = filter.value;
  return { ...chosen, q: text.trim(), closed: withClosed.value, ...asOfQuery.value };
}

function ExportMenu() {
  const busy = useSignal(false);
  if (!can("approval:read")) return null;
  const save = async (form: "xlsx" | "csv") => {
    busy.value = true;
    try {
      toast(m.saved(await saveFile(`/api/approvals/cases.${form}`, exportQuery())));
    } catch (error) {
      toast(sentenceOf(error), "error");
    }
    busy.value = false;
  };
  return (
    <Menu
      label={m.exportAs()}
      shows={m.exportAs()}
      align="end"
      trigger={
        <>
          <Icon name="download" size={14} /> {m.exportAs()}
        </>
      }
      items={[
        { label: m.excel(), icon: "table", disabled: busy.value, onSelect: () => void save("xlsx") },
        { label: m.csv(), icon: "document", disabled: busy.value, onSelect: () => void save("csv") },
      ]}
    />
  );
}
