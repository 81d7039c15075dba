import { sentenceOf } from "../../api/problem";
import type { LayerDefinition, LegendClass } from "../../api/types";
import { visibleLayers } from "../../app/layers";
import { filters, setFilters } from "../../app/location";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Icon } from "../../ui/icon";
import { EmptyState } from "../../ui/states";
import { Swatch } from "../../ui/swatch";
import { type ClassCount, totalOf } from "./counts";
import "./legend.css";
import { layerCounts, plotCounts, toggleStage } from "./legend.state";
import { m } from "./messages";

/** Explains what is visible, with counts; a stage of plots can be clicked to see only it. */
export function LegendPanel() {
  const layers = [...visibleLayers.value].reverse().sort((a, b) => Number(b.main) - Number(a.main));
  if (layers.length === 0) {
    return (
      <EmptyState icon="layers" title={m.empty()}>
        {m.emptyText()}
      </EmptyState>
    );
  }
  const plain = layers.filter((layer) => layer.legend.by === null);
  const classed = layers.filter((layer) => layer.legend.by !== null);
  return (
    <div class="legend">
      {classed.map((layer) => (
        <LayerLegend key={layer.id} layer={layer} />
      ))}
      {plain.length > 0 && (
        <ul class="legend-plain">
          {plain.map((layer) => (
            <li key={layer.id} class="legend-row">
              <Sample layer={layer} entry={layer.legend.classes[0]} />
              <span class="legend-word">{inLanguage(layer.title_zh, layer.title_en)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function LayerLegend({ layer }: { layer: LayerDefinition }) {
  const counts = layer.main ? plotCounts.data.value : layerCounts.data.value?.[layer.id];
  const failure = layer.main ? plotCounts.error.value : null;
  const withArea = Object.values(counts ?? {}).some((entry) => entry.areaM2 !== null);
  const chosen = layer.main ? filters.value.stage : [];
  const total = counts ? totalOf(counts, chosen) : null;
  return (
    <section class="legend-layer">
      <h3 class="legend-title">
        <span>{inLanguage(layer.title_zh, layer.title_en)}</span>
        {withArea && <span class="legend-unit">{areaUnitLabel()}</span>}
      </h3>
      <ul>
        {layer.legend.classes
          .filter((entry) => layer.main || !counts || (counts[entry.value]?.count ?? 0) > 0)
          .map((entry) => (
            <ClassRow
              key={entry.value}
              layer={layer}
              entry={entry}
              count={counts?.[entry.value] ?? (counts ? { count: 0, areaM2: 0 } : null)}
              withArea={withArea}
              chosen={chosen}
            />
          ))}
      </ul>
      {total && layer.main && (
        <div class="legend-row legend-total">
          <span class="legend-word">{m.total()}</span>
          <span class="legend-count">{formatNumber(total.count)}</span>
          <span class="legend-area">{areaFigure(total.areaM2)}</span>
        </div>
      )}
      {failure ? <p class="legend-failure">{sentenceOf(failure)}</p> : null}
      {chosen.length > 0 && (
        <button type="button" class="legend-all" onClick={() => setFilters({ stage: [] })}>
          <Icon name="close" size={12} />
          {m.all()}
        </button>
      )}
    </section>
  );
}

interface ClassRowProps {
  layer: LayerDefinition;
  entry: LegendClass;
  count: ClassCount | null;
  withArea: boolean;
  chosen: string[];
}

function ClassRow({ layer, entry, count, withArea, chosen }: ClassRowProps) {
  const word = inLanguage(entry.label_zh, entry.label_en);
  const pressed = chosen.includes(entry.value);
  const content = (
    <>
      <Sample layer={layer} entry={entry} />
      <span class="legend-word">{word}</span>
      {count && <span class="legend-count">{formatNumber(count.count)}</span>}
      {count && withArea && <span class="legend-area">{areaFigure(count.areaM2)}</span>}
    </>
  );
  const pale = (chosen.length > 0 && !pressed) || count?.count === 0;
  if (!layer.main) return <li class="legend-row">{content}</li>;
  return (
    <li>
      <button
        type="button"
        class={`legend-row legend-choice ${pale ? "is-pale" : ""}`}
        aria-pressed={pressed}
        title={pressed ? m.unfilter(word) : m.filter(word)}
        onClick={() => toggleStage(entry.value)}
      >
        {content}
      </button>
    </li>
  );
}

function Sample({ layer, entry }: { layer: LayerDefinition; entry: LegendClass | undefined }) {
  if (!entry) return null;
  const { opacity, outline, outline_width } = layer.legend;
  return (
    <Swatch
      color={entry.color}
      pattern={entry.pattern}
      geometry={layer.geometry}
      width={entry.width ?? outline_width}
      dash={entry.dash}
      opacity={opacity}
      stroke={outline ?? (opacity < 0.5 ? entry.color : null)}
    />
  );
}
