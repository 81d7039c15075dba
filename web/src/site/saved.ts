import { signal } from "@preact/signals";
import { api } from "../api/client";
import type * as contract from "../api/schema";
import { language } from "../locale/language";
import { areaFromM2 } from "../locale/units";
import { isDistance, measures, noWish, type Wish, wishQuery } from "./address";
import { noPlan } from "./plan";
import { withToken } from "./post";
import { type Requirement, requirementOf, wishOf } from "./requirement";
import { askedWish, matchWith, plan, setSort, setWish, sort } from "./state";

export type SavedSearch = contract.SearchOpened;

/** The saved search that this visit began with. */
export const opened = signal<{ token: string; title: string } | null>(null);
export const openFailed = signal<unknown>(null);

export const tokenOf = (path: string) => /^\/saved\/([\w-]{10,64})\/?$/.exec(path)?.[1] ?? null;
export const linkOf = (token: string) => `${window.location.origin}/saved/${token}`;

/** Keep what is asked now; returns the secret link, which is told once. */
export async function save(title: string): Promise<string> {
  const matching = plan.value !== null;
  const query = matching
    ? requirementOf(askedWish.value, plan.value ?? noPlan)
    : { ...wishQuery(askedWish.value), sort: sort.value };
  const kept = Object.fromEntries(
    Object.entries(query).filter(
      ([, value]) => value !== null && value !== "" && !(Array.isArray(value) && !value.length),
    ),
  );
  const body = { kind: matching ? "match" : "list", title, language: language.value, query: kept };
  const { token } = await withToken(() => api.post("/api/saved-searches", { body }));
  opened.value = { token, title };
  return linkOf(token);
}

/** Open the search of a link: its wishes become those of the window. */
export async function open(token: string): Promise<void> {
  try {
    const saved = await api.get("/api/saved-searches/{token}", { path: { token } });
    if (saved.kind === "match") {
      const told = { ...requirementOf(noWish, noPlan), must: null, ...saved.query } as Requirement;
      const next = wishOf(told, noWish, noPlan);
      const amounts = told.measures as Record<string, number | undefined>;
      setWish(next.wish);
      matchWith({ ...next.plan, waterUse: amounts.water_m3_day ?? null, sewageUse: amounts.sewage_m3_day ?? null });
    } else {
      matchWith(null);
      setWish(wishFrom(saved.query));
      if (typeof saved.query.sort === "string") setSort(saved.query.sort);
    }
    opened.value = { token, title: saved.title };
  } catch (error) {
    openFailed.value = error;
  }
}

export async function remove(token: string): Promise<void> {
  await withToken(() => api.delete("/api/saved-searches/{token}", { path: { token } }));
  opened.value = null;
}

/** The parameters of /api/sites as a wish: the way back of `wishQuery`. */
export function wishFrom(query: Record<string, unknown>): Wish {
  const number = (name: string) => (typeof query[name] === "number" ? (query[name] as number) : null);
  const text = (name: string) => (typeof query[name] === "string" ? (query[name] as string) : "");
  const list = (name: string) => {
    const value = query[name];
    if (Array.isArray(value)) return value.map(String);
    return text(name).split(",").filter(Boolean);
  };
  const mu = (name: string) => {
    const m2 = number(name);
    return m2 === null ? null : Number(areaFromM2(m2, "mu").toFixed(4));
  };
  const asked: Wish["measures"] = {};
  for (const measure of measures) {
    const value = number(`${measure}_${isDistance(measure) ? "max" : "min"}`);
    if (value !== null) asked[measure] = isDistance(measure) ? value / 1000 : value;
  }
  const price = number("price_max");
  return {
    ...noWish,
    industry: text("industry"),
    areaMinMu: mu("area_min"),
    areaMaxMu: mu("area_max"),
    park: text("park"),
    by: text("delivery_by").slice(0, 7),
    priceMaxWanPerMu: price === null ? null : Number((price / 15).toFixed(4)),
    utilities: list("utility"),
    supply: text("supply"),
    kinds: list("kind"),
    farFrom: number("far_from"),
    farTo: number("far_to"),
    measures: asked,
  };
}
