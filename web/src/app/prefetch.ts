import { effect } from "@preact/signals";
import { desk } from "./location";
import { fetchPart } from "./part";
import { desks, dossierTabs, type Panel, panels } from "./registry";
import { session } from "./session";

const belongsTo = (panel: Panel, id: string) => panel.desks?.includes(id) ?? false;

/** What may be opened next, likeliest first: what else the open desk has, a plot's dossier, the other desks of this user. */
function likelyNext(): object[] {
  const inside = panels.peek().filter(({ slot }) => slot !== "signed-out" && slot !== "no-zone");
  const others = desks.peek().filter((entry) => entry.available?.() ?? true);
  return [
    ...inside.filter((panel) => !panel.desks || belongsTo(panel, desk.peek())),
    ...dossierTabs.peek().filter((tab) => tab.visible?.() ?? true),
    ...others.flatMap(({ id, page }) => [{ component: page }, ...inside.filter((panel) => belongsTo(panel, id))]),
  ].flatMap(({ component }) => component ?? []);
}

/** Whoever pays for the line by what comes over it, or has a slow one, gets only what is opened. */
function lineIsDear(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  return connection?.saveData === true || (connection?.effectiveType ?? "4g") !== "4g";
}

const whenIdle = window.requestIdleCallback ?? ((act: () => void) => window.setTimeout(act, 400));
const isAtRest = () => "settled" in document.documentElement.dataset;

/**
 * The code of a desk's panels comes with the desk, also of those that are folded away: what follows the address on the map is
 * theirs. The rest of what may be opened comes one by one while the page is at rest. Called once by the desk's entry.
 */
export function bindPrefetch(): void {
  effect(() => {
    if (!session.value?.signed_in) return;
    for (const panel of panels.value) if (belongsTo(panel, desk.value)) void fetchPart(panel.component);
  });
  let begun = false;
  effect(() => {
    if (begun || !session.value?.signed_in || lineIsDear()) return;
    begun = true;
    void fetchAll();
  });
}

async function fetchAll(): Promise<void> {
  const fetched = new Set<unknown>();
  for (;;) {
    await new Promise<void>((resolve) => whenIdle(() => resolve()));
    const next = isAtRest() ? likelyNext().find((component) => !fetched.has(component)) : undefined;
    if (next) {
      fetched.add(next);
      await fetchPart(next);
    } else if (isAtRest()) return;
    else await new Promise((resolve) => window.setTimeout(resolve, 400));
  }
}
