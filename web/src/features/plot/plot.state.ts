import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { extra, momentQuery, selectedIds, setExtra } from "../../app/location";
import { part } from "../../app/part";
import { dossierTabs, registerPanel } from "../../app/registry";
import { primaryId } from "../../app/selection";
import { can, session } from "../../app/session";

export const dossier = resource(
  () =>
    primaryId.value === null || !session.value?.signed_in
      ? null
      : { id: primaryId.value, ...momentQuery.value, round: dataRevision.value },
  ({ id, as_of, known_on }, abort) =>
    api.get("/api/plots/{plot_id}", { path: { plot_id: id }, query: { as_of, known_on }, signal: abort }),
);

/** The plot on the panel: never the one shown before while another is on its way. */
export const shownPlot = computed(() => {
  const plot = dossier.data.value;
  // Without an account the server tells what is public of a plot and no more; the desk is for those who have one.
  return plot && "parties" in plot && plot.id === primaryId.value ? plot : null;
});

/** The dossier's own tabs, with the place of each among those that other features bring. */
export const ownTabs = {
  overview: 10,
  boundary: 20,
  conditions: 30,
  servicing: 40,
  parties: 50,
  contract: 60,
  timeline: 90,
} as const;
export type OwnTab = keyof typeof ownTabs;

/** All tabs to be seen now, in order. */
export const tabIds = computed<string[]>(() =>
  [
    ...Object.entries(ownTabs).map(([id, order]) => ({ id, order })),
    ...dossierTabs.value.filter((tab) => tab.visible?.() ?? true),
  ]
    .sort((a, b) => a.order - b.order)
    .map((tab) => tab.id),
);

export const currentTab = computed(() => tabIds.value.find((id) => id === extra.value.tab) ?? "overview");

export function openTab(id: string): void {
  setExtra("tab", id === "overview" ? null : id);
}

export const timeline = resource(
  () => {
    const id = primaryId.value;
    return id === null || currentTab.value !== "timeline" || !session.value?.signed_in
      ? null
      : { id, round: dataRevision.value };
  },
  ({ id }, abort) => api.get("/api/plots/{plot_id}/timeline", { path: { plot_id: id }, signal: abort }),
);

/** What rests, or rested, on the plot; asked for when the tab that shows it is open. */
export const encumbrances = resource(
  () => {
    const id = primaryId.value;
    return id === null || currentTab.value !== "parties" || !can("encumbrance:read")
      ? null
      : { id, ...momentQuery.value, round: dataRevision.value };
  },
  ({ id, round: _, ...query }, abort) =>
    api.get("/api/plots/{plot_id}/encumbrances", { path: { plot_id: id }, query, signal: abort }),
);

// ---- several selected plots -----------------------------------------------------------------------------------------

/** Show the next (or previous) of the selected plots without losing the others. */
export function turnSelection(ids: readonly number[], step: 1 | -1): number[] {
  if (ids.length < 2) return [...ids];
  return step === 1 ? [...ids.slice(1), ids[0] as number] : [ids.at(-1) as number, ...ids.slice(0, -1)];
}

export function showNextSelected(step: 1 | -1): void {
  selectedIds.value = turnSelection(selectedIds.value, step);
}

// ---- editing --------------------------------------------------------------------------------------------------------

export type EditKind = "state" | "conditions" | "servicing" | "parties" | "retire";
/** The form that is open over the dossier. */
export const editing = signal<EditKind | null>(null);

export function saved(): void {
  editing.value = null;
  noteDataChange();
}

registerPanel({
  id: "plot-edit",
  slot: "overlay",
  order: 20,
  component: part(async () => (await import("./edit-dialog")).EditDialog),
  visible: () => editing.value !== null,
});
