import { sentenceOf } from "../../api/problem";
import { ChangeList } from "../../app/change-list";
import { openDesk } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { termOptions } from "../../app/terms";
import { formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button, IconButton } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { SelectField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import {
  actors,
  atEnd,
  clearLogFilter,
  failure,
  filterLog,
  isLogFiltered,
  loading,
  logFilter,
  type Operation,
  operations,
  readAgain,
  readEarlier,
} from "./audit.state";
import { m } from "./messages";
import "./audit.css";

/** 操作记录: everything that was changed, newest first. */
export function AuditPage() {
  const list = operations.value;
  const error = failure.value;
  return (
    <div class="page">
      <header class="page-head">
        <div>
          <h2>{m.audit()}</h2>
          <p class="quiet">{m.intro()}</p>
        </div>
        <LogFilters />
      </header>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={readAgain} />}
      {!list && error === null && <LoadingState />}
      {list?.length === 0 && (
        <EmptyState
          icon="history"
          title={m.emptyTitle()}
          action={isLogFiltered.value ? <Button onClick={clearLogFilter}>{m.clear()}</Button> : undefined}
        >
          {m.emptyText()}
        </EmptyState>
      )}
      {list && list.length > 0 && (
        <>
          <LogTable list={list} />
          {atEnd.value ? (
            <p class="audit-end quiet">{m.end()}</p>
          ) : (
            <Button class="audit-more" busy={loading.value} onClick={readEarlier}>
              {m.more()}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function LogFilters() {
  const { actor, tag, plot } = logFilter.value;
  const names = actors.value.map((name) => ({ value: name, label: name }));
  return (
    <div class="page-tools">
      {plot && (
        <Chip pressed onRemove={() => filterLog({ plot: null })} removeLabel={m.removePlot()}>
          {m.onlyPlot(plot.no)}
        </Chip>
      )}
      <SelectField
        label={m.actor()}
        value={actor}
        placeholder={m.everyone()}
        options={names}
        onValue={(value) => filterLog({ actor: value })}
      />
      <SelectField
        label={m.action()}
        value={tag}
        placeholder={m.everything()}
        options={termOptions("audit.EventTag")}
        onValue={(value) => filterLog({ tag: value })}
      />
    </div>
  );
}

function LogTable({ list }: { list: Operation[] }) {
  const titles = [m.at(), m.actor(), m.action(), m.object(), m.changes(), m.why()];
  return (
    <div class="page-card page-scroll">
      <table class="page-table audit-table">
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((entry) => (
            <LogRow key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LogRow({ entry }: { entry: Operation }) {
  const { plot_id, plot_no } = entry;
  return (
    <tr>
      <td class="figure audit-at">{formatInstant(entry.at)}</td>
      <td>{entry.actor_name}</td>
      <td class="audit-action">{inLanguage(entry.label_zh, entry.label_en)}</td>
      <td class="audit-object">
        {plot_id !== null && plot_no ? (
          <>
            <button
              type="button"
              class="audit-plot"
              title={m.show(plot_no)}
              onClick={() => {
                openDesk("map");
                goToPlot({ id: plot_id });
              }}
            >
              {plot_no}
            </button>
            <IconButton
              icon="filter"
              size={14}
              label={m.only(plot_no)}
              onClick={() => filterLog({ plot: { id: plot_id, no: plot_no } })}
            />
          </>
        ) : (
          (entry.park_code ?? "—")
        )}
      </td>
      <td>
        <ChangeList changes={entry.changes} />
      </td>
      <td class="quiet">
        {entry.reason}
        {entry.reason && entry.document && <br />}
        {entry.document}
      </td>
    </tr>
  );
}
