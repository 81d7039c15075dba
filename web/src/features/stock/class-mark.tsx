import { layerDefinitions } from "../../app/layers";
import { term } from "../../app/terms";
import { Swatch } from "../../ui/swatch";
import { layerId } from "./stock.state";

/** The class of the map's layer: colour and pattern are the same in list, ladder and map. */
export function classOf(stockClass: string) {
  const layer = layerDefinitions.value.find(({ id }) => id === layerId);
  return layer?.legend.classes.find(({ value }) => value === stockClass) ?? null;
}

/** A class: swatch as on the map, and its word. */
export function ClassMark({ value }: { value: string }) {
  const entry = classOf(value);
  return (
    <span class="stock-mark">
      {entry && <Swatch color={entry.color} pattern={entry.pattern} size={12} />}
      {term("stock.StockClass", value)}
    </span>
  );
}
