import { isIsoDate } from "../locale/date";
import type { Language } from "../locale/language";
import { areaToM2 } from "../locale/units";
import { noPlan, type Plan, parsePlan, spellPlan } from "./plan";
import type { SiteLimit } from "./types";

/** What the investor says she needs. Areas in 亩 and prices in 万元/亩, as she typed them; null and "" = no limit. */
export interface Wish {
  /** A cluster, or a division of GB/T 4754. */
  industry: string;
  areaMinMu: number | null;
  areaMaxMu: number | null;
  park: string;
  /** Handed over by the end of this month, YYYY-MM. */
  by: string;
  priceMaxWanPerMu: number | null;
  utilities: string[];
  supply: string;
  /** plot, workshop, transfer, expansion; none = all. */
  kinds: string[];
  farFrom: number | null;
  farTo: number | null;
  /** Least capacity or height, largest distance in km, by measure. */
  measures: Partial<Record<Measure, number>>;
}

/** The further limits, in the order in which the window says them; `distances` are asked in km and sent in metres. */
export const capacities = ["power", "water", "gas", "steam", "sewage"] as const;
export const distances = ["rail", "port", "motorway", "airport"] as const;
export const building = ["height", "load"] as const;
export const measures = [...capacities, ...distances, ...building] as const;
export type Measure = (typeof measures)[number];

export const isDistance = (measure: Measure) => (distances as readonly string[]).includes(measure);

export const noWish: Wish = {
  industry: "",
  areaMinMu: null,
  areaMaxMu: null,
  park: "",
  by: "",
  priceMaxWanPerMu: null,
  utilities: [],
  supply: "",
  kinds: [],
  farFrom: null,
  farTo: null,
  measures: {},
};

export interface WindowState {
  wish: Wish;
  /** The plan of the project, while sites are matched with it (/match); null = the list. */
  plan: Plan | null;
  sort: string;
  /** The site chosen on the map or in the list. */
  selected: number | null;
  /** The site whose sheet is open (/sites/17). */
  sheet: number | null;
  language: Language;
  /** A past day to look at; null = today. */
  asOf: string | null;
}

export const usualSort = "delivery";
const yuanPerM2OfWanPerMu = 15;

function positive(text: string | null | undefined): number | null {
  const value = text ? Number(text) : Number.NaN;
  return Number.isFinite(value) && value >= 0 ? value : null;
}

function parseMeasures(query: URLSearchParams): Wish["measures"] {
  const read: Wish["measures"] = {};
  for (const measure of measures) {
    const value = positive(query.get(measure));
    if (value !== null) read[measure] = value;
  }
  return read;
}

const isMonth = (text: string) => isIsoDate(`${text}-01`);

/** Address → state; what cannot be read is left out, so that an old or damaged link still opens. */
export function parseAddress(path: string, search: string): WindowState {
  const query = new URLSearchParams(search);
  const [min, max] = (query.get("area") ?? "").split("-");
  const by = query.get("by") ?? "";
  const sheet = Number(/^\/sites\/(\d{1,15})\/?$/.exec(path)?.[1]);
  const selected = Number(query.get("sel"));
  const asOf = query.get("asof");
  return {
    wish: {
      industry: query.get("industry") ?? "",
      areaMinMu: positive(min),
      areaMaxMu: positive(max),
      park: query.get("park") ?? "",
      by: isMonth(by) ? by : "",
      priceMaxWanPerMu: positive(query.get("price")),
      utilities: (query.get("utility") ?? "").split(",").filter(Boolean),
      supply: query.get("supply") ?? "",
      kinds: (query.get("kind") ?? "").split(",").filter(Boolean),
      farFrom: positive(query.get("far")?.split("-")[0]),
      farTo: positive(query.get("far")?.split("-")[1]),
      measures: parseMeasures(query),
    },
    plan: /^\/match\/?$/.test(path) || query.has("plan") ? parsePlan(query.get("plan")) : null,
    sort: /^(delivery|-?area|-?price|plot_no)$/.test(query.get("sort") ?? "")
      ? (query.get("sort") ?? usualSort)
      : usualSort,
    selected: Number.isInteger(selected) && selected > 0 ? selected : null,
    sheet: sheet > 0 ? sheet : null,
    language: query.get("lang") === "en" ? "en" : "zh",
    asOf: asOf && isIsoDate(asOf) ? asOf : null,
  };
}

/** State → address; what is not limited is left out. The wish stays in the address of a sheet, so that back leads to it. */
export function formatAddress({ wish, plan, sort, selected, sheet, language, asOf }: WindowState): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | number | null) => {
    if (value !== null && value !== "") query.set(name, String(value));
  };
  set("industry", wish.industry);
  if (wish.areaMinMu !== null || wish.areaMaxMu !== null)
    set("area", `${wish.areaMinMu ?? ""}-${wish.areaMaxMu ?? ""}`);
  set("park", wish.park);
  set("by", wish.by);
  set("price", wish.priceMaxWanPerMu);
  set("utility", wish.utilities.join(","));
  set("supply", wish.supply);
  set("kind", wish.kinds.join(","));
  if (wish.farFrom !== null || wish.farTo !== null) set("far", `${wish.farFrom ?? ""}-${wish.farTo ?? ""}`);
  for (const measure of measures) set(measure, wish.measures[measure] ?? null);
  // A sheet opened from a match leads back to it.
  if (plan !== null && (sheet !== null || spellPlan(plan) !== spellPlan(noPlan))) set("plan", spellPlan(plan) || "-");
  if (sort !== usualSort) set("sort", sort);
  if (sheet === null) set("sel", selected);
  set("asof", asOf);
  if (language === "en") set("lang", "en");
  const tail = query.toString().replaceAll("%2C", ",");
  const page = plan === null ? "/" : "/match";
  return `${sheet === null ? page : `/sites/${sheet}`}${tail ? `?${tail}` : ""}`;
}

/** Last day of a month, YYYY-MM → YYYY-MM-DD. */
export function endOfMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** The wish as /api/sites asks for it: m², yuan per m², days. */
export function wishQuery(wish: Wish): Record<string, string | number | readonly string[] | null> {
  const m2 = (mu: number | null) => (mu === null ? null : Number(areaToM2(mu, "mu").toFixed(2)));
  return {
    industry: wish.industry,
    area_min: m2(wish.areaMinMu),
    area_max: m2(wish.areaMaxMu),
    park: wish.park,
    delivery_by: wish.by ? endOfMonth(wish.by) : null,
    price_max: wish.priceMaxWanPerMu === null ? null : Number((wish.priceMaxWanPerMu * yuanPerM2OfWanPerMu).toFixed(2)),
    utility: wish.utilities,
    supply: wish.supply,
    kind: wish.kinds,
    far_from: wish.farFrom,
    far_to: wish.farTo,
    ...measureQuery(wish),
  };
}

function measureQuery(wish: Wish): Record<string, number | null> {
  return Object.fromEntries(
    measures.map((measure) => {
      const value = wish.measures[measure] ?? null;
      if (isDistance(measure)) return [`${measure}_max`, value === null ? null : Math.round(value * 1000)];
      return [`${measure}_min`, value];
    }),
  );
}

const asksOneOf = (wish: Wish, names: readonly Measure[]) => names.some((name) => wish.measures[name] !== undefined);

/** The limits that a wish really sets, in the order in which the window says them. */
export function limitsOf(wish: Wish): SiteLimit[] {
  const set: [SiteLimit, boolean][] = [
    ["industry", wish.industry !== ""],
    ["area", wish.areaMinMu !== null || wish.areaMaxMu !== null],
    ["park", wish.park !== ""],
    ["delivery", wish.by !== ""],
    ["price", wish.priceMaxWanPerMu !== null],
    ["utility", wish.utilities.length > 0],
    ["supply", wish.supply !== ""],
    ["kind", wish.kinds.length > 0],
    ["far", wish.farFrom !== null || wish.farTo !== null],
    ["capacity", asksOneOf(wish, capacities)],
    ["distance", asksOneOf(wish, distances)],
    ["building", asksOneOf(wish, building)],
  ];
  return set.filter(([, isSet]) => isSet).map(([limit]) => limit);
}

/** The same wish with one limit dropped. */
export function dropLimit(wish: Wish, limit: SiteLimit): Wish {
  const dropped: Record<SiteLimit, Partial<Wish>> = {
    industry: { industry: "" },
    area: { areaMinMu: null, areaMaxMu: null },
    park: { park: "" },
    delivery: { by: "" },
    price: { priceMaxWanPerMu: null },
    utility: { utilities: [] },
    supply: { supply: "" },
    kind: { kinds: [] },
    far: { farFrom: null, farTo: null },
    capacity: { measures: without(wish, capacities) },
    distance: { measures: without(wish, distances) },
    building: { measures: without(wish, building) },
  };
  return { ...wish, ...dropped[limit] };
}

function without(wish: Wish, names: readonly Measure[]): Wish["measures"] {
  return Object.fromEntries(Object.entries(wish.measures).filter(([name]) => !names.includes(name as Measure)));
}
