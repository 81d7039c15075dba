import VectorTileLayer from "ol/layer/VectorTile";
import type OlMap from "ol/Map";
import { api } from "../api/client";
import type { Bbox, Feature, LayerDefinition } from "../api/types";
import { momentOf, type TileMoment } from "./layer-source";
import { groundFactor, type Xy } from "./mercator";

/** A drawn feature under the pointer. */
export interface Hit {
  layerId: string;
  id: number;
  main: boolean;
}

/** What is drawn at a pixel, top layer first; highlights do not count. */
export function hitsAt(map: OlMap, pixel: number[]): Hit[] {
  const hits = new Map<string, Hit>();
  map.forEachFeatureAtPixel(
    pixel,
    (feature, layer) => {
      const layerId = String(layer.get("id"));
      const id = Number(feature.getId());
      hits.set(`${layerId}:${id}`, { layerId, id, main: layer.get("main") === true });
    },
    { hitTolerance: 3, layerFilter: (layer) => layer instanceof VectorTileLayer && layer.get("id") !== undefined },
  );
  return [...hits.values()];
}

export interface Identified {
  definition: LayerDefinition;
  features: Feature[];
  /** The layer could not be asked; the others still answer. */
  failed: boolean;
}

/** A box of `pixels` around a point, in degrees, for asking what lies there. */
export function boxAround([lon, lat]: Xy, resolution3857: number, pixels = 4): Bbox {
  const metres = resolution3857 * groundFactor(lat) * pixels;
  const dLat = metres / 110_900;
  const dLon = metres / (111_320 * groundFactor(lat));
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}

/** All features of the given layers in a box, with every field the caller may see; one silent layer spoils nothing. */
export async function identify(
  definitions: LayerDefinition[],
  bbox: Bbox,
  moment: TileMoment,
  signal: AbortSignal,
): Promise<Identified[]> {
  const box = bbox.map((n) => Number(n.toFixed(7)));
  const answers = await Promise.all(
    definitions.map(async (definition): Promise<Identified> => {
      try {
        const query = { bbox: box, limit: 50, ...momentOf(definition, moment) };
        const answer = await api.get("/api/layers/{layer_id}/items", {
          path: { layer_id: definition.id },
          query,
          signal,
        });
        return { definition, features: answer.features, failed: false };
      } catch (error) {
        if (signal.aborted) throw error;
        return { definition, features: [], failed: true };
      }
    }),
  );
  return answers.filter((answer) => answer.failed || answer.features.length > 0);
}
