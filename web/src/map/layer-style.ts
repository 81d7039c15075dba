import type { FeatureLike } from "ol/Feature";
import Circle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style, { type StyleFunction } from "ol/style/Style";
import type { LayerDefinition, LegendClass } from "../api/types";
import { canvasPattern } from "./pattern-canvas";

/** Judges a feature by what its tile carries; false = drawn pale because the filter leaves it out. */
export type Judge = (properties: Record<string, unknown>) => boolean;

export function withOpacity(color: string, opacity: number): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgba(${r},${g},${b},${opacity})`;
}

/** The class of a value; a layer of one class has it under the empty value. */
export function classOf(definition: LayerDefinition, value: unknown): LegendClass | null {
  const { by, classes } = definition.legend;
  if (by === null) return classes[0] ?? null;
  return classes.find((entry) => entry.value === String(value ?? "")) ?? null;
}

/** The colour at this strength over white, as one opaque colour: what lies beneath does not shine through. */
export function overWhite(color: string, opacity: number): string {
  const mixed = [1, 3, 5].map((at) => Math.round(255 - (255 - Number.parseInt(color.slice(at, at + 2), 16)) * opacity));
  return `rgb(${mixed.join(",")})`;
}

/** From this strength on a fill is meant to cover; transparency is then the officer's own choice (the layer's slider). */
const covering = 0.6;

interface ClassStyles {
  near: Style[];
  far: Style[];
  pale: Style[];
}

/** Below this zoom shapes are a few pixels: patterns and firm outlines would only make dirt. */
const farZoom = 13;

function areaStyles(definition: LayerDefinition, entry: LegendClass): ClassStyles {
  const { opacity, outline, outline_width } = definition.legend;
  const outlineOnly = opacity === 0;
  const lineColor = outlineOnly ? entry.color : (outline ?? entry.color);
  const width = entry.width ?? outline_width ?? 1;
  const dash = entry.dash?.length ? entry.dash : undefined;
  const tint = opacity >= covering ? overWhite(entry.color, opacity) : withOpacity(entry.color, opacity);
  const fill = outlineOnly ? undefined : new Fill({ color: tint });
  const near = [new Style({ fill, stroke: new Stroke({ color: lineColor, width, lineDash: dash }) })];
  const pattern = entry.pattern ? canvasPattern(entry.pattern) : null;
  if (pattern) near.push(new Style({ fill: new Fill({ color: pattern }) }));
  const farWidth = outlineOnly ? width : Math.min(width, 0.4);
  return {
    near,
    far: [new Style({ fill, stroke: new Stroke({ color: lineColor, width: farWidth, lineDash: dash }) })],
    pale: [
      new Style({
        fill: new Fill({ color: "rgba(255,255,255,0.35)" }),
        stroke: new Stroke({ color: "rgba(91,102,114,0.35)", width: 0.75 }),
      }),
    ],
  };
}

function lineStyles(entry: LegendClass): ClassStyles {
  const dash = entry.dash?.length ? entry.dash : undefined;
  const line = (width: number, opacity: number) => [
    new Style({ stroke: new Stroke({ color: withOpacity(entry.color, opacity), width, lineDash: dash }) }),
  ];
  const width = entry.width ?? 1.5;
  return { near: line(width, 1), far: line(Math.max(0.75, width * 0.6), 1), pale: line(width, 0.2) };
}

function pointStyles(entry: LegendClass): ClassStyles {
  const dot = (opacity: number) => [
    new Style({
      image: new Circle({
        radius: 5,
        fill: new Fill({ color: withOpacity(entry.color, opacity) }),
        stroke: new Stroke({ color: "#fff", width: 1.5 }),
      }),
    }),
  ];
  return { near: dot(1), far: dot(1), pale: dot(0.2) };
}

/** Paint from the legend's classes: what the legend says and what the map shows are the same data. */
export function styleOf(
  definition: LayerDefinition,
  judge: () => Judge | null,
  zoomOf: (resolution: number) => number,
): StyleFunction {
  const make = { polygon: areaStyles.bind(null, definition), line: lineStyles, point: pointStyles }[
    definition.geometry
  ];
  const styles = new Map(definition.legend.classes.map((entry) => [entry.value, make(entry)]));
  const by = definition.legend.by;
  const single = definition.legend.classes[0]?.value ?? "";
  return (feature: FeatureLike, resolution: number) => {
    const value = by === null ? single : String(feature.get(by) ?? "");
    const entry = styles.get(value);
    if (!entry) return undefined;
    const test = judge();
    if (test && !test({ ...feature.getProperties(), $id: feature.getId() })) return entry.pale;
    return zoomOf(resolution) < farZoom ? entry.far : entry.near;
  };
}
