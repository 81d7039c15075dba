import { computed, signal } from "@preact/signals";
import { addressOf, api } from "../../api/client";
import { Problem, sentenceOf } from "../../api/problem";
import { language } from "../../locale/language";
import { toast } from "../../ui/toast";
import { k } from "./messages";
import type { Shortlist } from "./types";

const stored = "gisapp.shortlist";
export const most = 40;
export const mostCompared = 4;

/** The visitor's own list; null = none yet. It lives on the server, the browser only remembers its key. */
export const list = signal<Shortlist | null>(null);
export const busy = signal(false);
/** Sites ticked for comparison, in the order of the ticks. */
export const chosen = signal<readonly number[]>([]);

export const keptIds = computed(() => new Set((list.value?.sites ?? []).map((site) => site.id)));

function remembered(): string | null {
  try {
    return window.localStorage.getItem(stored);
  } catch {
    return null; // storage is switched off: the link is all there is
  }
}

export function remember(key: string | null): void {
  try {
    if (key === null) window.localStorage.removeItem(stored);
    else window.localStorage.setItem(stored, key);
  } catch {
    // see above
  }
}

/** Bring the list back whose key this browser knows; a key that opens nothing is forgotten. */
export async function restore(): Promise<void> {
  const key = remembered();
  if (key === null || list.value !== null) return;
  try {
    take(await api.get("/api/shortlists/{key}", { path: { key } }));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) remember(null);
  }
}

export function take(answer: Shortlist | null): void {
  list.value = answer;
  const ids = new Set(answer?.sites.filter((site) => site.state === "published").map((site) => site.id));
  chosen.value = chosen.value.filter((id) => ids.has(id));
}

async function write(ids: readonly number[], title?: string): Promise<void> {
  const before = list.value;
  busy.value = true;
  try {
    if (before === null) {
      const made = await api.post("/api/shortlists", { body: { site_ids: [...ids], title: title ?? "" } });
      remember(made.key);
      take(made);
    } else {
      const body = { site_ids: [...ids], title: title ?? before.title, expected_version: before.version };
      take(await api.put("/api/shortlists/{key}", { path: { key: before.key }, body }));
    }
  } catch (error) {
    if (error instanceof Problem && error.status === 409 && before !== null)
      take(await api.get("/api/shortlists/{key}", { path: { key: before.key } }));
    if (error instanceof Problem && error.status === 404 && error.code === "shortlist.not_found") {
      remember(null);
      take(null);
    }
    throw error;
  } finally {
    busy.value = false;
  }
}

/** Put a site on the list or take it off; what the server refuses is said, never hidden. */
export async function toggle(id: number, plotNo: string): Promise<void> {
  const ids = (list.value?.sites ?? []).map((site) => site.id);
  const isKept = ids.includes(id);
  try {
    await write(isKept ? ids.filter((one) => one !== id) : [...ids, id]);
    toast(isKept ? k.unstarred(plotNo) : k.starred(plotNo));
  } catch (error) {
    toast(sentenceOf(error), "error");
  }
}

export async function rename(title: string): Promise<void> {
  try {
    await write(
      (list.value?.sites ?? []).map((site) => site.id),
      title,
    );
  } catch (error) {
    toast(sentenceOf(error), "error");
  }
}

/** Keep a list that was shared as one's own: the sites that are still published, under new keys. */
export async function saveAsOwn(from: Shortlist): Promise<boolean> {
  const ids = from.sites.filter((site) => site.state === "published").map((site) => site.id);
  list.value = null;
  try {
    await write(ids, from.title);
    toast(k.savedOwn());
    return true;
  } catch (error) {
    toast(sentenceOf(error), "error");
    return false;
  }
}

export async function drop(): Promise<boolean> {
  const own = list.value;
  if (own === null) return false;
  try {
    await api.delete("/api/shortlists/{key}", { path: { key: own.key } });
    remember(null);
    take(null);
    toast(k.deleted());
    return true;
  } catch (error) {
    toast(sentenceOf(error), "error");
    return false;
  }
}

export function choose(id: number): void {
  const now = chosen.value;
  if (now.includes(id)) chosen.value = now.filter((one) => one !== id);
  else if (now.length < mostCompared) chosen.value = [...now, id];
}

const tail = () => (language.value === "en" ? "lang=en" : "");
const withTail = (path: string) => (tail() ? `${path}${path.includes("?") ? "&" : "?"}${tail()}` : path);

export const homeAddress = () => withTail("/");
export const siteAddress = (id: number) => withTail(`/sites/${id}`);
export const listAddress = (key: string) => withTail(`/shortlist/${key}`);
export const compareAddress = (ids: readonly number[]) => withTail(`/compare?ids=${ids.join(",")}`);

/** Where a brochure of these sites is made; the plan of the preview goes along. */
export function brochureAddress(
  ids: readonly number[],
  form: "html" | "pdf",
  lang: "zh" | "en",
  extra: Record<string, string> = {},
): string {
  return addressOf(`/api/brochures/sites.${form}`, { ids, lang, ...extra });
}
