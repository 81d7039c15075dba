import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { endPause, startPause } from "../../api/settled";
import { isPhone, setLayout } from "../../app/layout";
import { momentQuery } from "../../app/location";
import { goToBbox, goToPlot, goToPoint } from "../../app/map-actions";
import { selectPlots } from "../../app/selection";
import { session } from "../../app/session";
import { toast } from "../../ui/toast";
import { groupHits, type Hit, unionBox } from "./hits";
import { m } from "./messages";

/** What stands in the box, and what is asked a moment after the last key. */
export const typed = signal("");
export const asked = signal("");
export const listOpen = signal(false);
export const activeIndex = signal(0);

let timer = 0;

export function type(text: string): void {
  typed.value = text;
  activeIndex.value = 0;
  listOpen.value = text.trim() !== "";
  endPause(timer);
  timer = startPause(() => {
    asked.value = text.trim();
  }, 180);
}

export function clearSearch(): void {
  endPause(timer);
  typed.value = "";
  asked.value = "";
  listOpen.value = false;
}

export const answer = resource(
  () => (asked.value && session.value?.signed_in ? { q: asked.value, ...momentQuery.value } : null),
  async (query, abort) => ({
    q: query.q,
    items: (await api.get("/api/search", { query, signal: abort })).items,
  }),
);

export const groups = computed(() => groupHits(answer.data.value?.items ?? []));
/** The hits in the order of the screen. */
export const orderedHits = computed(() => groups.value.flatMap(({ hits }) => hits.map(({ hit }) => hit)));
/** The list on the screen answers what is in the box, not an earlier word. */
export const isCurrent = computed(() => answer.data.value?.q === typed.value.trim() && !answer.loading.value);

let waiting: (() => void) | null = null;

/** Enter may come before the answer: then the first hit is taken as soon as it is there. */
export async function pickActive(): Promise<void> {
  if (!typed.value.trim()) return;
  if (!isCurrent.value) {
    endPause(timer);
    asked.value = typed.value.trim();
    await new Promise<void>((resolve) => {
      waiting?.();
      const stop = answer.loading.subscribe((loading) => {
        if (!loading) resolve();
      });
      waiting = () => {
        stop();
        waiting = null;
      };
    });
    waiting?.();
  }
  const hit = orderedHits.value[activeIndex.value];
  if (hit && isCurrent.value) await pick(hit);
}

export async function pick(hit: Hit): Promise<void> {
  listOpen.value = false;
  typed.value = hit.label;
  if (isPhone.value) setLayout({ left: false, bottom: false });
  if (hit.kind === "party") await goToParty(hit);
  else if (hit.plot_id !== null) goToPlot({ id: hit.plot_id, bbox: hit.bbox });
  else if (hit.bbox) goToBbox(hit.bbox);
  else if (hit.lon !== null && hit.lat !== null) goToPoint(hit.lon, hit.lat, hit.label);
}

/** All plots of the party are selected and brought into view together. */
async function goToParty(hit: Hit): Promise<void> {
  if (hit.plot_id === null) {
    toast(m.noPlots(hit.label), "info");
    return;
  }
  try {
    const parties = await api.get("/api/parties", { query: { q: hit.label, ...momentQuery.value } });
    const ids = parties.find(({ name_zh }) => name_zh === hit.label)?.plots.map(({ id }) => id) ?? [hit.plot_id];
    if (ids.length < 2) {
      goToPlot({ id: hit.plot_id, bbox: hit.bbox });
      return;
    }
    const page = await api.get("/api/plots", { query: { ids, limit: 200, ...momentQuery.value } });
    selectPlots([hit.plot_id, ...ids]);
    setLayout({ right: true });
    const box = unionBox(page.items.map(({ bbox }) => bbox));
    if (box) goToBbox(box);
  } catch (error) {
    toast(sentenceOf(error), "error");
  }
}
