import { layerDefinitions } from "../../app/layers";
import { term } from "../../app/terms";
import { Swatch } from "../../ui/swatch";
import { m } from "./messages";

/** The class of the map's layer: colour and pattern are the same in list and map. */
export function ClassMark({ name }: { name: string | null }) {
  if (!name) return <span class="quiet">{m.noClass()}</span>;
  const layer = layerDefinitions.value.find(({ id }) => id === "idle_land");
  const entry = layer?.legend.classes.find(({ value }) => value === name);
  return (
    <span class="idle-class">
      {entry && <Swatch color={entry.color} pattern={entry.pattern} size={12} />}
      {term("idle.IdleLandClass", name)}
    </span>
  );
}
