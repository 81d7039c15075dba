import type { LayerDefinition } from "../api/types";
import { term } from "../app/terms";
import { Swatch } from "../ui/swatch";
import { m } from "./messages";
import { found, layers, matched, plan, wish } from "./state";
import type { Choice } from "./types";

interface ClassesProps {
  layer: LayerDefinition | undefined;
  vocabulary: string;
  choices: Choice[];
  chosen: readonly string[];
}

/** The classes of one layer, with the number of sites while the list is browsed. */
function Classes({ layer, vocabulary, choices, chosen }: ClassesProps) {
  if (!layer) return null;
  const counts = new Map(
    choices.map((choice) => [choice.value, chosen.length === 0 || chosen.includes(choice.value) ? choice.count : 0]),
  );
  return (
    <>
      {layer.legend.classes
        .slice()
        .reverse()
        .map((entry) => (
          <li key={entry.value}>
            <Swatch color={entry.color} pattern={entry.pattern} opacity={layer.legend.opacity} size={14} />
            {term(vocabulary, String(entry.value))}
            {plan.value === null && <span class="figure quiet">{counts.get(String(entry.value)) ?? 0}</span>}
          </li>
        ))}
    </>
  );
}

/** What the colours on the map mean; the same classes that paint it. */
export function MapLegend() {
  const answer = found.data.value;
  const layerOf = (id: string) => layers.data.value?.find((entry) => entry.id === id);
  if (!answer) return null;
  const { supply, kinds } = wish.value;
  const some = plan.value === null ? answer : matched.data.value;
  return (
    <ul class="map-legend">
      <Classes
        layer={layerOf("published_plot")}
        vocabulary="site_supply"
        choices={answer.facets.supply}
        chosen={supply ? [supply] : []}
      />
      <Classes
        layer={layerOf("premises_offer")}
        vocabulary="premises_kind"
        choices={answer.facets.kind}
        chosen={kinds}
      />
      {some && some.total < some.published && (
        <li class="map-legend-rest">
          <span class="map-legend-pale" />
          {m.unmatched()}
        </li>
      )}
    </ul>
  );
}
