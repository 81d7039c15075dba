import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { openDesk, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge, Chip } from "../../ui/chips";
import { Icon } from "../../ui/icon";
import { Menu } from "../../ui/menu";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { type Column, Table } from "../../ui/table";
import { choose, chosen, openOnly, runId, settling, sheet, shown, verdictFilter, words } from "./exchange.state";
import { m } from "./messages";
import type { Difference, RunSheet } from "./types";

/** One comparison: what it read, how many differences of which kind, and each of them. */
export function RunSheetView() {
  const run = sheet.data.value;
  const error = sheet.error.value;
  return (
    <section class="exchange-main" aria-label={run?.file_name ?? m.pickTitle()}>
      {runId.value === null && (
        <EmptyState icon="table" title={m.pickTitle()}>
          {m.pickText()}
        </EmptyState>
      )}
      {runId.value !== null && !run && error !== null && (
        <ErrorState text={sentenceOf(error)} onRetry={() => sheet.reload()} />
      )}
      {runId.value !== null && !run && error === null && <LoadingState />}
      {run && <Sheet run={run} />}
    </section>
  );
}

function Sheet({ run }: { run: RunSheet }) {
  return (
    <>
      <SheetHead run={run} />
      {run.columns_unknown.length > 0 && <Note>{m.unknownColumns(run.columns_unknown.join("、"))}</Note>}
      {run.items.length === 0 ? (
        <Note tone="success">{m.agree()}</Note>
      ) : (
        <>
          <Filters run={run} />
          <Advice />
          <Differences />
        </>
      )}
    </>
  );
}

/** What to do about the kind of difference that is listed, or about the one that is chosen. */
function Advice() {
  const [first] = chosen.value;
  const told = shown.value.find((row) => row.sequence === first) ?? (verdictFilter.value ? shown.value[0] : undefined);
  if (!told) return <Note>{m.howTo()}</Note>;
  return (
    <Note tone="warning">
      {inLanguage(told.verdict_zh, told.verdict_en)}：{inLanguage(told.advice_zh, told.advice_en)}
    </Note>
  );
}

function SheetHead({ run }: { run: RunSheet }) {
  const save = (form: "xlsx" | "csv") => exportList(`/api/exchange/runs/${run.id}/report.${form}`);
  return (
    <header class="exchange-sheet-head">
      <div>
        <h3>{run.file_name}</h3>
        <p class="quiet figure">
          {m.asOf(formatDate(run.as_of))} · {m.rows(run.row_count, run.contract_count)} ·{" "}
          {m.progress(run.resolved, run.differences)}
          {!run.is_zone_wide && ` · ${m.notZoneWide()}`}
        </p>
        <p class="quiet exchange-hash" title={m.file()}>
          SHA-256 {run.sha256}
        </p>
      </div>
      <Menu
        trigger={
          <>
            <Icon name="download" />
            {m.report()}
          </>
        }
        label={m.report()}
        align="end"
        items={[
          { label: "Excel", icon: "table", onSelect: () => save("xlsx") },
          { label: "CSV", icon: "download", onSelect: () => save("csv") },
        ]}
      />
    </header>
  );
}

function Filters({ run }: { run: RunSheet }) {
  const count = chosen.value.size;
  return (
    <div class="exchange-filters">
      <input
        class="input exchange-search"
        type="search"
        value={words.value}
        placeholder={m.search()}
        aria-label={m.search()}
        onInput={(event) => {
          words.value = event.currentTarget.value;
        }}
      />
      {Object.entries(run.verdicts).map(([verdict, number]) => (
        <Chip
          key={verdict}
          pressed={verdictFilter.value === verdict}
          count={number}
          onToggle={() => setExtra("verdict", verdictFilter.value === verdict ? null : verdict)}
        >
          {term("exchange.Verdict", verdict)}
        </Chip>
      ))}
      <Chip pressed={openOnly.value} onToggle={() => setExtra("unsettled", openOnly.value ? null : "1")}>
        {m.openOnly()}
      </Chip>
      {can("exchange:edit") && (
        <span class="exchange-settle">
          <Button
            kind="quiet"
            onClick={() =>
              choose(
                shown.value.map(({ sequence }) => sequence),
                true,
              )
            }
          >
            {m.chooseShown()}
          </Button>
          <Button
            kind="primary"
            disabled={count === 0}
            onClick={() => {
              settling.value = true;
            }}
          >
            {count > 0 ? `${m.settle()} · ${m.chosen(count)}` : m.settle()}
          </Button>
        </span>
      )}
    </div>
  );
}

/** Whose value is the odd one out, by verdict. */
const differs = {
  ours: new Set(["ours_differs", "all_differ", "ours_missing"]),
  contract: new Set(["contract_differs", "all_differ"]),
  theirs: new Set([
    "theirs_differs",
    "all_differ",
    "theirs_missing",
    "unreadable",
    "not_in_register",
    "twice_in_system",
  ]),
};

const columns = (): Column<Difference>[] => [
  ...(can("exchange:edit") ? [{ key: "choose", title: "", width: 36, cell: ChooseBox }] : []),
  { key: "contract", title: m.contract(), width: 152, cell: (row) => row.contract_no ?? "—" },
  { key: "plot", title: m.plot(), width: 72, cell: (row) => row.plot_no ?? "—" },
  { key: "field", title: m.field(), width: 148, cell: FieldName },
  {
    key: "ours",
    title: m.ours(),
    width: 108,
    cell: (row) => <Value text={row.ours} differs={differs.ours.has(row.verdict)} />,
  },
  {
    key: "paper",
    title: m.paper(),
    width: 108,
    cell: (row) => <Value text={row.contract} differs={differs.contract.has(row.verdict)} />,
  },
  {
    key: "theirs",
    title: m.theirs(),
    width: 108,
    cell: (row) => <Value text={row.theirs} differs={differs.theirs.has(row.verdict)} />,
  },
  { key: "verdict", title: m.verdict(), width: 168, grow: true, cell: VerdictCell },
  { key: "settled", title: m.settled(), width: 112, cell: SettledCell },
];

function Differences() {
  const list = shown.value;
  return (
    <div class="exchange-table">
      <Table
        label={m.verdict()}
        columns={columns()}
        count={list.length}
        rowAt={(index) => list[index]}
        rowKey={(row) => row.sequence}
        isSelected={(row) => chosen.value.has(row.sequence)}
        onOpen={openContract}
        empty={
          <EmptyState icon="filter" title={m.noneLeft()}>
            {m.noneLeftText()}
          </EmptyState>
        }
      />
    </div>
  );
}

function openContract(row: Difference): void {
  if (row.contract_id === null) return;
  openDesk("contracts");
  setExtra("contract", String(row.contract_id));
}

function ChooseBox(row: Difference) {
  const name = `${row.contract_no ?? row.theirs ?? row.sequence} ${inLanguage(row.field_zh, row.field_en)}`;
  return (
    <input
      type="checkbox"
      aria-label={m.chooseOne(name)}
      checked={chosen.value.has(row.sequence)}
      onChange={(event) => choose([row.sequence], event.currentTarget.checked)}
    />
  );
}

function FieldName(row: Difference) {
  return (
    <span title={row.is_confirmed ? undefined : m.unconfirmedWhy()}>
      {inLanguage(row.field_zh, row.field_en)} {!row.is_confirmed && <Badge tone="warning">{m.unconfirmed()}</Badge>}
    </span>
  );
}

function Value({ text, differs }: { text: string | null; differs: boolean }) {
  if (text === null) return <span class={differs ? "exchange-odd" : "quiet"}>{m.nothing()}</span>;
  return (
    <span class={differs ? "exchange-odd figure" : "figure"} title={text}>
      {text}
    </span>
  );
}

function VerdictCell(row: Difference) {
  return (
    <span title={inLanguage(row.advice_zh, row.advice_en)}>
      <Icon name="warning" size={14} /> {inLanguage(row.verdict_zh, row.verdict_en)}
    </span>
  );
}

function SettledCell(row: Difference) {
  if (row.resolution === null) return <span class="quiet">{m.unsettled()}</span>;
  return (
    <span title={[row.note, row.resolved_by_name, formatDate(row.resolved_on)].filter(Boolean).join(" · ")}>
      <Icon name="check" size={14} /> {term("exchange.Resolution", row.resolution)}
    </span>
  );
}
