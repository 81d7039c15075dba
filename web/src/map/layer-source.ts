import MVT from "ol/format/MVT";
import VectorTileLayer from "ol/layer/VectorTile";
import VectorTileSource from "ol/source/VectorTile";
import Fill from "ol/style/Fill";
import Style from "ol/style/Style";
import { addressOf } from "../api/client";
import type { LayerDefinition } from "../api/types";
import { type Judge, styleOf } from "./layer-style";

/** What decides which tiles and features are asked for, besides the layer itself; the names are those of the addresses. */
export interface TileMoment {
  /** The day whose state is drawn; left out = today. */
  as_of?: string | null;
  /** The day whose knowledge is drawn; left out = what is known now. */
  known_on?: string | null;
  /** The first day of a comparison, for layers that show what changed, and whose knowledge of it. */
  since?: string | null;
  since_known_on?: string | null;
  /** Moves when this page changed something, so that the browser asks again. */
  round?: number;
}

/** The part of the moment that a layer hears: knowledge where it keeps any, the first day where it compares. */
export function momentOf(definition: Pick<LayerDefinition, "known" | "compares">, moment: TileMoment): TileMoment {
  const { as_of, known_on, since, since_known_on } = moment;
  return {
    as_of: as_of ?? null,
    known_on: definition.known ? (known_on ?? null) : null,
    since: definition.compares ? (since ?? null) : null,
    since_known_on: definition.compares && definition.known ? (since_known_on ?? null) : null,
  };
}

const parkGround = new Style({ fill: new Fill({ color: "#F7F8F5" }) });

/** Tiles of 512 CSS pixels: the grid's zoom is one less than that of 256-pixel maps. */
const tileSize = 512;
const maxTileZoom = 18;

export function tileAddress(definition: LayerDefinition, moment: TileMoment): string {
  return addressOf(`/tiles/${definition.id}/{z}/{x}/{y}.mvt`, {
    ...momentOf(definition, moment),
    round: moment.round || null,
  });
}

/** The zoom people speak of (256-pixel tiles) for a resolution in EPSG:3857. */
export function zoomOfResolution(resolution: number): number {
  return Math.log2(156543.03392804097 / resolution);
}

/** One map layer from its definition; drawn as vectors at every zoom, so lines stay sharp between zoom steps. */
export class DrawnLayer {
  readonly source: VectorTileSource;
  readonly layer: VectorTileLayer;
  /** Parks are outlines above everything; their pale ground lies below everything, so that they read as figures. */
  private readonly ground: VectorTileLayer | null = null;

  constructor(
    readonly definition: LayerDefinition,
    moment: TileMoment,
    judge: () => Judge | null,
  ) {
    this.source = new VectorTileSource({
      format: new MVT(),
      url: tileAddress(definition, moment),
      tileSize,
      // A grid zoom z holds what 256-pixel maps call z + 1.
      minZoom: Math.max(0, definition.minzoom - 1),
      maxZoom: maxTileZoom,
      transition: 0,
    });
    this.layer = new VectorTileLayer({
      source: this.source,
      style: styleOf(definition, judge, zoomOfResolution),
      renderMode: "vector",
      renderBuffer: 32,
      zIndex: 10 + definition.draw_order,
      minZoom: definition.minzoom - 0.001,
      visible: false,
    });
    if (definition.group === "boundary" && definition.geometry === "polygon") {
      this.ground = new VectorTileLayer({
        source: this.source,
        style: parkGround,
        renderMode: "vector",
        zIndex: 5,
        visible: false,
      });
    }
    this.layer.set("id", definition.id);
    this.layer.set("main", definition.main);
  }

  /** Everything this definition draws. */
  get layers(): VectorTileLayer[] {
    return this.ground ? [this.ground, this.layer] : [this.layer];
  }

  show(visible: boolean, opacityPercent: number): void {
    for (const layer of this.layers) {
      layer.setVisible(visible);
      layer.setOpacity(opacityPercent / 100);
    }
  }

  ask(moment: TileMoment): void {
    const address = tileAddress(this.definition, moment);
    if (this.source.getUrls()?.[0] !== address) this.source.setUrl(address);
  }
}
