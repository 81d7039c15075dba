import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { setExtra } from "../../app/location";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { colon, listed } from "../../locale/punctuation";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { ExportMenu } from "../../ui/export-menu";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { Differences } from "./differences";
import { choose, chosen, openOnly, runId, settling, sheet, shown, verdictFilter, words } from "./exchange.state";
import { m } from "./messages";
import type { RunSheet } from "./types";

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
      {run.columns_unknown.length > 0 && <Note>{m.unknownColumns(listed(run.columns_unknown))}</Note>}
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
      {inLanguage(told.verdict_zh, told.verdict_en)}
      {colon()}
      {inLanguage(told.advice_zh, told.advice_en)}
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
      <ExportMenu
        label={m.report()}
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
