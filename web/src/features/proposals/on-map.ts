import { computed, effect, signal, untracked } from "@preact/signals";
import { startPause } from "../../api/settled";
import type { Geometry } from "../../api/types";
import { type Comparison, registerComparison } from "../../app/comparison";
import { mainLayer } from "../../app/layers";
import { isPhone, setLayout } from "../../app/layout";
import { clearMarks, clearPreview, showPreview } from "../../app/map-actions";
import { mapTool, mapView } from "../../app/map-state";
import { toLonLat } from "../../map/mercator";
import { previewOf, replacedBy, wrongKeys } from "./map-preview";
import { mt } from "./messages";
import { check, openSheet, proposalId } from "./proposals.state";

/** Follow the open proposal. */
function bindProposals(): void {
  // also for whoever comes by a link: what would change stands under the map
  effect(() => {
    if (proposalId.value !== null && !isPhone.value) untracked(() => setLayout({ bottom: true }));
  });
  effect(() => {
    const layer = mainLayer.value;
    if (layer) mapView.value?.hideNames(layer.id, "proposals", replacedBy(openSheet.value));
  });
  let shown: number | null = null;
  effect(() => {
    const found = proposalId.value === null ? null : openSheet.value;
    const findings = check.data.value?.findings ?? [];
    if (!mapView.value) return;
    if (!found) {
      if (shown !== null) {
        clearPreview();
        clearMarks();
        comparing.value = null;
      }
      shown = null;
      return;
    }
    showPreview(previewOf(found, wrongKeys(findings)), { fit: shown !== found.id });
    shown = found.id;
  });
}

// ---- before and after -------------------------------------------------------------------------------------------------

export const comparing = signal<"swipe" | "side" | null>(null);
const isComparing = computed(() => comparing.value !== null && proposalId.value !== null);

/** The register on the left, the proposal drawn over it on the right. */
function comparisonOfProposal(): Comparison | null {
  if (!isComparing.value || comparing.value === null) return null;
  return {
    arrangement: comparing.value,
    before: { as_of: null, known_on: null },
    words: () => ({ before: mt.sideBefore(), after: `${mt.sideAfter()} ${openSheet.value?.proposal_no ?? ""}` }),
    close: () => {
      comparing.value = null;
    },
    arrange: (arrangement) => {
      comparing.value = arrangement;
    },
  };
}

// ---- pointing at a place ----------------------------------------------------------------------------------------------

export const picking = signal(false);
export const pickedPlace = signal<Geometry | null>(null);

/** The next click on the map is the place of the remark; Esc gives up. */
export function pickPlace(): void {
  const map = mapView.value?.ol;
  if (!map || picking.value) return;
  picking.value = true;
  mapTool.value = "draw";
  const stop = () => {
    map.un("click", take);
    window.removeEventListener("keydown", leave, true);
    picking.value = false;
    // the map waits for a second click before it calls one single: until then the click must not choose a plot as well
    startPause(() => {
      mapTool.value = "select";
    }, 600);
  };
  const take = (event: { coordinate: number[] }) => {
    const [east = 0, north = 0] = event.coordinate;
    pickedPlace.value = { type: "Point", coordinates: toLonLat([east, north]) };
    stop();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    stop();
  };
  map.on("click", take);
  window.addEventListener("keydown", leave, true);
}

bindProposals();

registerComparison(10, comparisonOfProposal);
