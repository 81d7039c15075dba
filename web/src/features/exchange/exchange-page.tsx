import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { exportList } from "../../app/export-list";
import { asOfQuery } from "../../app/location";
import { can } from "../../app/session";
import { formatDate, formatInstant } from "../../locale/date";
import { Button } from "../../ui/button";
import { ExportMenu } from "../../ui/export-menu";
import { Icon } from "../../ui/icon";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { compareTable, openRun, runId, runs } from "./exchange.state";
import { m } from "./messages";
import { RunSheetView } from "./run-sheet";
import { SettleDialog } from "./settle-dialog";
import type { Run } from "./types";
import "./exchange.css";

/** 核: tables of the monitoring system on the left, the differences of one of them beside. */
export function ExchangePage() {
  return (
    <div class="exchange">
      <section class="exchange-side" aria-label={m.runs()}>
        <Head />
        <RunList />
      </section>
      <RunSheetView />
      <SettleDialog />
    </div>
  );
}

function Head() {
  const save = (form: "xlsx" | "csv") => exportList(`/api/exchange/contracts.${form}`, asOfQuery.value);
  return (
    <header class="exchange-head">
      <h2>{m.desk()}</h2>
      <p class="quiet">{m.intro()}</p>
      <div class="exchange-tools">
        {can("exchange:edit") && <UploadButton />}
        <ExportMenu
          label={m.export()}
          align="start"
          items={[
            { label: m.exportXlsx(), icon: "table", onSelect: () => save("xlsx") },
            { label: m.exportCsv(), icon: "download", onSelect: () => save("csv") },
          ]}
        />
      </div>
    </header>
  );
}

function UploadButton() {
  const input = useRef<HTMLInputElement>(null);
  const busy = useSignal(false);
  const failure = useSignal<unknown>(null);
  async function send(file: File) {
    busy.value = true;
    failure.value = null;
    try {
      const run = await compareTable(file, () => {});
      toast(m.compared(run.differences));
    } catch (error) {
      failure.value = error;
    }
    busy.value = false;
  }
  return (
    <>
      <Button
        kind="primary"
        icon="upload"
        busy={busy.value}
        title={m.chooseHint()}
        onClick={() => input.current?.click()}
      >
        {busy.value ? m.comparing() : m.compare()}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv"
        aria-label={m.compare()}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) send(file);
        }}
      />
      {failure.value !== null && (
        <div class="exchange-failure">
          <Note tone="error">{sentenceOf(failure.value)}</Note>
        </div>
      )}
    </>
  );
}

function RunList() {
  const list = runs.data.value;
  const error = runs.error.value;
  if (!list)
    return error !== null ? <ErrorState text={sentenceOf(error)} onRetry={() => runs.reload()} /> : <LoadingState />;
  if (list.length === 0)
    return (
      <EmptyState icon="share" title={m.emptyTitle()}>
        {m.emptyText()}
      </EmptyState>
    );
  return (
    <ul class="exchange-runs">
      {list.map((run) => (
        <RunRow key={run.id} run={run} />
      ))}
    </ul>
  );
}

function RunRow({ run }: { run: Run }) {
  const isOpen = run.id === runId.value;
  const left = run.differences - run.resolved;
  return (
    <li>
      <button type="button" class="exchange-run" aria-pressed={isOpen} onClick={() => openRun(isOpen ? null : run.id)}>
        <span class="exchange-run-name">{run.file_name}</span>
        <span class={left > 0 ? "exchange-left" : "exchange-done"}>
          <Icon name={left > 0 ? "warning" : "success"} size={14} />
          {m.progress(run.resolved, run.differences)}
        </span>
        <span class="quiet figure">
          {m.asOf(formatDate(run.as_of))} · {run.recorded_by_name} · {formatInstant(run.recorded_at)}
        </span>
      </button>
    </li>
  );
}
