import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type { LayerCounts } from "../../api/types";
import { dataRevision } from "../../app/changes";
import { filterQuery } from "../../app/filter-query";
import { visibleLayers } from "../../app/layers";
import { filters, momentQuery, setFilters, sinceQuery } from "../../app/location";
import { session } from "../../app/session";
import { momentOf } from "../../map/layer-source";
import { byStage, type ClassCount } from "./counts";

/** Counts of the visible layers except the plots, which follow the shared filter. */
export const layerCounts = resource(
  () => ({
    layers: visibleLayers.value.filter((layer) => !layer.main && layer.legend.by !== null),
    moment: { ...momentQuery.value, ...sinceQuery.value },
    revision: dataRevision.value,
  }),
  async ({ layers, moment }, signal) => {
    const answers = await Promise.allSettled(
      layers.map((layer) =>
        api.get("/api/layers/{layer_id}/legend", {
          path: { layer_id: layer.id },
          query: { ...momentOf(layer, moment) },
          signal,
        }),
      ),
    );
    const found: Record<string, Record<string, ClassCount>> = {};
    for (const [index, answer] of answers.entries()) {
      const id = layers[index]?.id;
      if (!id || answer.status === "rejected") continue;
      const { classes, unit } = answer.value;
      found[id] = Object.fromEntries(
        classes.map((entry: LayerCounts["classes"][number]) => [
          entry.value ?? "",
          { count: entry.count, areaM2: unit === "m2" ? entry.measure : null },
        ]),
      );
    }
    return found;
  },
);

/** Plots by stage under the shared filter; the stage itself is left open, so that choosing one does not empty the rest. */
export const plotCounts = resource(
  () =>
    session.value?.signed_in ? { query: { ...filterQuery.value, stage: null }, revision: dataRevision.value } : null,
  async ({ query }, signal) => byStage(await api.get("/api/statistics/parks", { query, signal })),
);

export function toggleStage(stage: string): void {
  const chosen = filters.value.stage;
  setFilters({ stage: chosen.includes(stage) ? chosen.filter((other) => other !== stage) : [...chosen, stage] });
}
