import { computed, effect, signal, untracked } from "@preact/signals";
import type { Feature, Finding, Geometry } from "../../api/types";
import type { Comparison } from "../../app/comparison";
import { isPhone, setLayout } from "../../app/layout";
import { clearMarks, clearPreview, showPreview } from "../../app/map-actions";
import { mapTool, mapView } from "../../app/map-state";
import { toLonLat } from "../../map/mercator";
import { mt } from "./messages";
import { check, openSheet, proposalId } from "./proposals.state";
import type { Sheet } from "./types";

/** What a proposal makes of the map: what was there dashed and pale, retired plots named as such, what comes in blue, findings in their colour. */
export function previewOf(sheet: Sheet, wrong: ReadonlySet<string>): Feature[] {
  const live = sheet.operations.filter((operation) => !operation.is_removed);
  const goesOn = new Set(
    live.flatMap(({ shapes }) => shapes.filter(({ is_final }) => is_final).map(({ plot_id }) => plot_id)),
  );
  const before = live.flatMap((operation) =>
    operation.parents.flatMap((parent): Feature[] =>
      parent.plot_id === null || !parent.geometry || operation.is_failed
        ? []
        : [
            {
              type: "Feature",
              id: `p${parent.id}`,
              geometry: parent.geometry,
              properties: goesOn.has(parent.plot_id)
                ? { tone: "same" }
                : { tone: "retired", label: mt.retired(parent.plot_no ?? "") },
            },
          ],
    ),
  );
  const after = live.flatMap((operation) =>
    operation.shapes
      .filter((shape) => shape.is_final)
      .map((shape): Feature => {
        const key = shape.plot_id === null ? `shape:${shape.id}` : String(shape.plot_id);
        const tone = wrong.has(key) ? "error" : "new";
        return {
          type: "Feature",
          id: `s${shape.id}`,
          geometry: shape.geometry,
          // what is published has its number on the map already
          properties: { tone, label: sheet.state === "published" ? undefined : shape.plot_no },
        };
      }),
  );
  const lines = live
    .filter((operation) => operation.is_failed && operation.cut_line)
    .map(
      (operation): Feature => ({
        type: "Feature",
        id: `l${operation.id}`,
        geometry: operation.cut_line,
        properties: { tone: "error" },
      }),
    );
  const remarks = sheet.remarks
    .filter((remark) => remark.geometry && !remark.resolved_by_name)
    .map(
      (remark): Feature => ({
        type: "Feature",
        id: `r${remark.id}`,
        geometry: remark.geometry,
        properties: { tone: "warning" },
      }),
    );
  return [...before, ...after, ...lines, ...remarks];
}

/** The plots that something stands in the way of; what only asks for a look leaves their colour alone. */
export function wrongKeys(findings: readonly (Finding & { key: string })[]): Set<string> {
  return new Set(findings.filter(({ severity }) => severity === "error").map(({ key }) => key));
}

/** Follow the open proposal. Called once at registration. */
export function bindProposals(): void {
  // also for whoever comes by a link: what would change stands under the map
  effect(() => {
    if (proposalId.value !== null && !isPhone.value) untracked(() => setLayout({ bottom: true }));
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
export function comparisonOfProposal(): Comparison | null {
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
    window.setTimeout(() => {
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
