import { term } from "../app/terms";
import { Swatch } from "../ui/swatch";
import { m } from "./messages";
import { found, layers, wish } from "./state";

/** What the colours on the map mean, with the number of sites; the same classes that paint it. */
export function MapLegend() {
  const layer = layers.data.value?.find((entry) => entry.id === "published_plot");
  const answer = found.data.value;
  if (!layer || !answer) return null;
  const { supply } = wish.value;
  const counts = new Map(
    answer.facets.supply.map((choice) => [choice.value, !supply || supply === choice.value ? choice.count : 0]),
  );
  return (
    <ul class="map-legend">
      {layer.legend.classes
        .slice()
        .reverse()
        .map((entry) => (
          <li key={entry.value}>
            <Swatch color={entry.color} pattern={entry.pattern} opacity={layer.legend.opacity} size={14} />
            {term("supply_state", String(entry.value))}
            <span class="figure quiet">{counts.get(String(entry.value)) ?? 0}</span>
          </li>
        ))}
      {answer.total < answer.published && (
        <li class="map-legend-rest">
          <span class="map-legend-pale" />
          {m.unmatched()}
        </li>
      )}
    </ul>
  );
}
