import { sentenceOf } from "../../api/problem";
import { plotClass } from "../../app/layers";
import { setLayout } from "../../app/layout";
import { filters, setFilters } from "../../app/location";
import { StageMark } from "../../app/stage-mark";
import { term, termOptions } from "../../app/terms";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { StackedBar } from "../../ui/stacked-bar";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import {
  chosenSum,
  isChosen,
  isNarrowed,
  measure,
  parkSums,
  stageSums,
  statistics,
  togglePark,
  toggleSegment,
  toggleStage,
  wholeSum,
} from "./statistics.state";
import type { ParkSum, Sum } from "./sums";
import "./statistics.css";

/** 按园区和状态统计: the same plots as map and ledger, added up. */
export function StatisticsPanel() {
  const data = statistics.data.value;
  const error = statistics.error.value;
  if (!data) return error ? <ErrorState text={sentenceOf(error)} onRetry={statistics.reload} /> : <LoadingState />;
  if (data.total_count === 0)
    return (
      <EmptyState icon="statistics" title={m.emptyTitle()}>
        {m.emptyText()}
      </EmptyState>
    );
  return (
    <div class="statistics">
      <Whole />
      <section>
        <h3 class="statistics-title">{m.parks()}</h3>
        <ul class="statistics-parks">
          {parkSums.value.map((park) => (
            <ParkBar key={park.code} park={park} />
          ))}
        </ul>
      </section>
      <section>
        <h3 class="statistics-title">{m.stages()}</h3>
        <ul>
          {termOptions("land.Stage").map(({ value }) => (
            <StageRow key={value} stage={value} sum={stageSums.value.get(value)} />
          ))}
        </ul>
      </section>
      <footer class="statistics-age">
        <p>
          {m.asOf(formatDate(data.as_of))} · {m.age(formatInstant(data.recorded_at))}
        </p>
        <p>{m.hint()}</p>
      </footer>
    </div>
  );
}

const amount = (sum: Sum) => (measure.value === "area" ? sum.areaM2 : sum.count);
const words = (sum: Sum) => (measure.value === "area" ? formatArea(sum.areaM2) : m.plots(formatNumber(sum.count)));

function Whole() {
  const { land_use, supply, q, area_min, area_max, in_view } = filters.value;
  const others = land_use.length + supply.length > 0 || q !== "" || area_min !== null || area_max !== null || in_view;
  const sum = isNarrowed.value ? chosenSum.value : wholeSum.value;
  return (
    <header class="statistics-whole">
      <p class="quiet">{isNarrowed.value ? m.shown() : m.all()}</p>
      <p class="statistics-figure figure" aria-live="polite">
        {m.plots(formatNumber(sum.count))} · {formatArea(sum.areaM2)}
      </p>
      <p class="quiet">{others ? m.otherFilters() : m.equals()}</p>
      <div class="statistics-tools">
        <fieldset class="statistics-measure">
          <legend class="visually-hidden">{m.measure()}</legend>
          {(["area", "count"] as const).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={measure.value === name}
              onClick={() => {
                measure.value = name;
              }}
            >
              {m[name]()}
            </button>
          ))}
        </fieldset>
        {isNarrowed.value && (
          <Button kind="quiet" onClick={() => setFilters({ park: [], stage: [] })}>
            {m.clear()}
          </Button>
        )}
        <Button kind="quiet" icon="ledger" onClick={() => setLayout({ bottom: true })}>
          {m.openLedger()}
        </Button>
      </div>
    </header>
  );
}

function ParkBar({ park }: { park: ParkSum }) {
  const full = Math.max(...parkSums.value.map(amount));
  const name = inLanguage(park.nameZh, park.nameEn);
  const pressed = filters.value.park.includes(park.code);
  const segments = termOptions("land.Stage").flatMap(({ value: stage }) => {
    const sum = park.stages.get(stage);
    const look = plotClass(stage);
    if (!sum) return [];
    return [
      {
        key: stage,
        value: amount(sum),
        color: look?.color ?? "var(--line-strong)",
        pattern: look?.pattern,
        label: m.segment(name, term("land.Stage", stage), formatNumber(sum.count), formatArea(sum.areaM2)),
        pressed: isNarrowed.value && isChosen(park.code, stage),
        pale: !isChosen(park.code, stage),
        onPress: () => toggleSegment(park.code, stage),
      },
    ];
  });
  return (
    <li class="statistics-park">
      <button type="button" class="statistics-row" aria-pressed={pressed} onClick={() => togglePark(park.code)}>
        <span class="statistics-name">
          <strong>{park.code}</strong> {name}
        </span>
        <span class="figure">{words(park)}</span>
      </button>
      <StackedBar segments={segments} full={full} label={name} />
    </li>
  );
}

function StageRow({ stage, sum }: { stage: string; sum: Sum | undefined }) {
  if (!sum) return null;
  const full = Math.max(...[...stageSums.value.values()].map(amount));
  const pressed = filters.value.stage.includes(stage);
  return (
    <li>
      <button
        type="button"
        class="statistics-row statistics-stage"
        aria-pressed={pressed}
        onClick={() => toggleStage(stage)}
      >
        <span class="statistics-name">
          <StageMark stage={stage} />
        </span>
        <span class="statistics-track" aria-hidden="true">
          <span
            class={`statistics-fill ${filters.value.stage.length && !pressed ? "is-pale" : ""}`}
            style={{ width: `${Math.max(1, (amount(sum) / full) * 100)}%` }}
          />
        </span>
        <span class="figure">{words(sum)}</span>
      </button>
    </li>
  );
}
