import { effect } from "@preact/signals";
import { mainLayer } from "../../app/layers";
import { mapView } from "../../app/map-state";
import { boardGround, openSheet, proposalId } from "./board.state";
import { replaced } from "./board-acts";

/** The plots of the register that the proposal, or the act that is shown, puts others in the place of. */
function replacedPlots(): number[] {
  if (proposalId.value === null) return [];
  const parents = (openSheet.value?.operations ?? []).flatMap((row) => row.parents);
  const taken = parents.flatMap((parent) => (parent.is_live ? (parent.plot_id ?? []) : []));
  const shown = replaced.value.flatMap((key) => boardGround()?.get(key)?.plot_id ?? []);
  return [...taken, ...shown];
}

// Their numbers would stand beneath the new ones and belong to nothing that is drawn.
effect(() => {
  const layer = mainLayer.value;
  if (layer) mapView.value?.hideNames(layer.id, "board", replacedPlots());
});
