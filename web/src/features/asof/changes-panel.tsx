import { sentenceOf } from "../../api/problem";
import { ChangeList } from "../../app/change-list";
import { exportList } from "../../app/export-list";
import { isShown, layerDefinitions, showLayer } from "../../app/layers";
import { compareChoice } from "../../app/location";
import { goToBbox, goToPlot } from "../../app/map-actions";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { shownDate, zone } from "../../app/zone";
import { isIsoDate } from "../../locale/date";
import { formatArea } from "../../locale/units";
import { Button, IconButton } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { Swatch } from "../../ui/swatch";
import { BalanceTable } from "./balance-table";
import "./changes.css";
import { m } from "./messages";
import {
  type ChangeAnswer,
  type ChangedPlot,
  changeQuery,
  compareWith,
  found,
  kinds,
  showDay,
  swapDays,
  toggleKind,
} from "./time.state";

const layerId = "plot_change";

/** What changed between the compared day and the day shown: kinds, balance of the parks, plot by plot. */
export function ChangesPanel() {
  const answer = found.data.value;
  const failure = found.error.value;
  return (
    <div class="timechanges">
      <Days />
      {failure ? (
        <ErrorState text={sentenceOf(failure)} onRetry={() => found.reload()} />
      ) : !answer ? (
        <LoadingState />
      ) : answer.items.length === 0 ? (
        <EmptyState title={m.none()}>{m.noneText()}</EmptyState>
      ) : (
        <Answer answer={answer} />
      )}
    </div>
  );
}

function Days() {
  const today = zone.value?.today ?? "";
  const since = compareChoice.value?.asOf ?? today;
  return (
    <div class="timechanges-days">
      <DayField label={m.from()} value={since} onDay={compareWith} />
      <IconButton icon="swap" label={m.swap()} onClick={swapDays} />
      <DayField label={m.to()} value={shownDate.value ?? today} onDay={showDay} />
    </div>
  );
}

function DayField({ label, value, onDay }: { label: string; value: string; onDay: (day: string) => void }) {
  return (
    <label class="timechanges-day">
      <span>{label}</span>
      <input
        class="input"
        type="date"
        value={value}
        onChange={(event) => {
          if (isIsoDate(event.currentTarget.value)) onDay(event.currentTarget.value);
        }}
      />
    </label>
  );
}

function Answer({ answer }: { answer: ChangeAnswer }) {
  const shown = answer.items.filter((item) => kinds.value.length === 0 || kinds.value.includes(item.change));
  return (
    <>
      <div class="timechanges-kinds" role="group" aria-label={m.kinds()}>
        {classes()
          .filter((entry) => answer.counts[entry.value])
          .map((entry) => (
            <Chip
              key={entry.value}
              pressed={kinds.value.includes(entry.value)}
              count={answer.counts[entry.value]}
              onToggle={() => toggleKind(entry.value)}
            >
              <KindSwatch kind={entry.value} /> {term("land.PlotChange", entry.value)}
            </Chip>
          ))}
      </div>
      <div class="timechanges-actions">
        <label class="checkbox">
          <input
            type="checkbox"
            checked={isShown(layerId)}
            onChange={(event) => showLayer(layerId, event.currentTarget.checked)}
          />
          {m.onMap()}
        </label>
        {can("plot:export") && (
          <Button
            icon="download"
            onClick={() =>
              exportList("/api/plot-changes/export.xlsx", {
                ...changeQuery.value,
                change: kinds.value.join(",") || null,
              })
            }
          >
            {m.export()}
          </Button>
        )}
      </div>
      <BalanceTable balance={answer.balance} />
      {shown.length === 0 && <p class="quiet timechanges-nothing">{m.noneOfKind()}</p>}
      <ul class="timechanges-list">
        {shown.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
    </>
  );
}

const classes = () => layerDefinitions.value.find((layer) => layer.id === layerId)?.legend.classes ?? [];

function KindSwatch({ kind }: { kind: string }) {
  const entry = classes().find((one) => one.value === kind);
  return entry ? <Swatch color={entry.color} pattern={entry.pattern} size={13} /> : null;
}

/** A plot that is no longer there has no dossier on the day shown: the map goes to where it was. */
function show(item: ChangedPlot): void {
  if (item.after_area_m2 === null) goToBbox(item.bbox);
  else goToPlot(item);
}

function Row({ item }: { item: ChangedPlot }) {
  const ended = item.after_area_m2 === null;
  const area = [item.before_area_m2, item.after_area_m2].filter((value) => value !== null);
  const related = item.related_no && (ended ? m.becameOf(item.related_no) : m.cameFrom(item.related_no));
  return (
    <li class="timechanges-row">
      <button type="button" class="timechanges-plot" onClick={() => show(item)}>
        <KindSwatch kind={item.change} />
        <b class="figure">{item.plot_no}</b>
        <span class="timechanges-kind">{term("land.PlotChange", item.change)}</span>
        <span class="figure timechanges-area">
          {area.length === 2 && area[0] === area[1]
            ? formatArea(area[0]!)
            : area.map((value) => formatArea(value)).join(" → ")}
        </span>
        {related && <span class="timechanges-related">{related}</span>}
      </button>
      {item.changes && <ChangeList changes={item.changes} />}
    </li>
  );
}
