import { addDays, addYears, daysBetween } from "../../locale/days";
import type { AxisName, Dossier, Milestone } from "./types";

/**
 * Why a plot stands where it stands, and what comes next: read from the recorded facts of one day. It repeats no legal
 * finding: where a duty may arise it counts the days and names the article, the decision stays with the procedure.
 */
export interface Explanation {
  /** The axis that decides the stage. */
  axis: AxisName;
  /** Code of the sentence that says why. */
  why: WhyCode;
  /** Code of the sentence that says what comes next. */
  next: NextCode;
  /** A date the sentences speak of, and the days to it (negative: passed). */
  on: string | null;
  days: number | null;
  /** The agreed start, or the day work stopped, from which the year runs. */
  from: string | null;
  /** When one full year after the agreed start (or after the stop) ends, and the days left until then. */
  yearEnds: string | null;
  yearDays: number | null;
  tone: "neutral" | "warning" | "danger";
  /** Article the sentence rests on. */
  basis: string | null;
}

export type WhyCode =
  | "notInSupply"
  | "prepared"
  | "announced"
  | "onOffer"
  | "noContract"
  | "startAhead"
  | "startPassed"
  | "startYearPassed"
  | "startUndated"
  | "building"
  | "buildingLate"
  | "stopped"
  | "stoppedYear"
  | "completed"
  | "completedPlain"
  | "inProduction"
  | "idleSuspected"
  | "idleSuspectedUnstarted"
  | "idleSuspectedStopped"
  | "idleDetermined"
  | "disposing"
  | "reused";

export type NextCode =
  | "checkLand"
  | "expropriate"
  | "finishExpropriation"
  | "clearLand"
  | "prepareSupply"
  | "addConditions"
  | "planOffer"
  | "publishOffer"
  | "closeOffer"
  | "recordContract"
  | "recordStartDate"
  | "remindStart"
  | "urgeStart"
  | "investigate"
  | "watchCompletion"
  | "urgeCompletion"
  | "checkStop"
  | "investigateStop"
  | "urgeProduction"
  | "superviseUse"
  | "reviewOutput"
  | "issueInvestigation"
  | "planDisposal"
  | "followDisposal"
  | "followReuse";

const article2 = "《闲置土地处置办法》第二条";
const article5 = "《闲置土地处置办法》第五条";
const article12 = "《闲置土地处置办法》第十二条、第十四条";

const landSteps: Record<string, NextCode> = {
  unknown: "checkLand",
  collective: "expropriate",
  expropriating: "finishExpropriation",
  state_owned: "clearLand",
  cleared: "prepareSupply",
  reserved: "prepareSupply",
};

const plain = {
  on: null,
  days: null,
  from: null,
  yearEnds: null,
  yearDays: null,
  tone: "neutral",
  basis: null,
} as const;

type Facts = Pick<Dossier, "stage" | "land_control" | "development" | "axes" | "conditions" | "contract">;

export function explain(plot: Facts, asOf: string): Explanation {
  const milestone = (kind: string) => plot.contract?.milestones.find((entry) => entry.kind === kind);
  switch (plot.stage) {
    case "idle_suspected":
      return suspected(plot, asOf, milestone("start"));
    case "idle_determined":
      return {
        ...plain,
        axis: "compliance",
        why: "idleDetermined",
        next: "planDisposal",
        tone: "danger",
        basis: article12,
      };
    case "disposing":
      return {
        ...plain,
        axis: "compliance",
        why: "disposing",
        next: "followDisposal",
        tone: "warning",
        basis: article12,
      };
    case "reused":
      return { ...plain, axis: "compliance", why: "reused", next: "followReuse" };
    case "stopped":
      return stopped(plot, asOf);
    case "in_use":
      return inUse(plot, asOf, milestone("production"));
    case "building":
      return building(milestone("completion"), asOf);
    case "allocated":
      return allocated(plot, asOf, milestone("start"));
    case "on_offer":
      return { ...plain, axis: "supply", why: "onOffer", next: "closeOffer" };
    case "announced":
      return { ...plain, axis: "supply", why: "announced", next: "publishOffer" };
    case "prepared":
      return { ...plain, axis: "supply", why: "prepared", next: plot.conditions ? "planOffer" : "addConditions" };
    default:
      return { ...plain, axis: "land_control", why: "notInSupply", next: landSteps[plot.land_control] ?? "checkLand" };
  }
}

function clock(entry: Milestone | undefined, asOf: string): { on: string | null; days: number | null } {
  const on = entry?.actual_on ? null : (entry?.agreed_on ?? null);
  return { on, days: on ? daysBetween(asOf, on) : null };
}

function allocated(plot: Facts, asOf: string, start: Milestone | undefined): Explanation {
  const base = { ...plain, axis: "development" as const };
  if (!plot.contract) return { ...base, why: "noContract", next: "recordContract", tone: "warning" };
  const agreed = start?.agreed_on;
  if (!agreed) return { ...base, why: "startUndated", next: "recordStartDate", tone: "warning" };
  const { on, days } = { on: agreed, days: daysBetween(asOf, agreed) };
  const yearEnds = addYears(agreed, 1);
  const year = { yearEnds, yearDays: daysBetween(asOf, yearEnds) };
  if (days >= 0) return { ...base, on, days, why: "startAhead", next: "remindStart" };
  if (year.yearDays > 0)
    return { ...base, on, days, ...year, why: "startPassed", next: "urgeStart", tone: "warning", basis: article2 };
  return { ...base, on, days, ...year, why: "startYearPassed", next: "investigate", tone: "danger", basis: article5 };
}

function building(completion: Milestone | undefined, asOf: string): Explanation {
  const { on, days } = clock(completion, asOf);
  const late = days !== null && days < 0;
  return {
    ...plain,
    axis: "development",
    on,
    days,
    why: late ? "buildingLate" : "building",
    next: late ? "urgeCompletion" : "watchCompletion",
    tone: late ? "warning" : "neutral",
  };
}

function inUse(plot: Facts, asOf: string, production: Milestone | undefined): Explanation {
  const base = { ...plain, axis: "development" as const };
  if (plot.development === "in_production") return { ...base, why: "inProduction", next: "reviewOutput" };
  // Green space, a road, a public building: nobody promised production, so nobody is urged to begin it.
  if (!production) return { ...base, why: "completedPlain", next: "superviseUse" };
  return { ...base, ...clock(production, asOf), why: "completed", next: "urgeProduction" };
}

function stopped(plot: Facts, asOf: string): Explanation {
  const since = plot.axes.development?.since ?? null;
  const yearEnds = since ? addYears(since, 1) : null;
  const yearDays = yearEnds ? daysBetween(asOf, yearEnds) : null;
  const full = yearDays !== null && yearDays <= 0;
  return {
    axis: "development",
    why: full ? "stoppedYear" : "stopped",
    next: full ? "investigateStop" : "checkStop",
    on: since,
    days: since ? daysBetween(asOf, since) : null,
    from: since,
    yearEnds,
    yearDays,
    tone: full ? "danger" : "warning",
    basis: article2,
  };
}

function suspected(plot: Facts, asOf: string, start: Milestone | undefined): Explanation {
  // Art. 5: within 30 days of discovery the check is opened; the day of discovery is the day the state holds from.
  const since = plot.axes.compliance?.since ?? null;
  const due = since ? addDays(since, 30) : null;
  const stoppedOn = plot.development === "stopped" ? (plot.axes.development?.since ?? null) : null;
  const agreed = plot.development === "not_started" && !start?.actual_on ? (start?.agreed_on ?? null) : null;
  const from = stoppedOn ?? agreed;
  const yearEnds = from ? addYears(from, 1) : null;
  return {
    axis: "compliance",
    why: stoppedOn ? "idleSuspectedStopped" : agreed ? "idleSuspectedUnstarted" : "idleSuspected",
    next: "issueInvestigation",
    on: due,
    days: due ? daysBetween(asOf, due) : null,
    from,
    yearEnds,
    yearDays: yearEnds ? daysBetween(asOf, yearEnds) : null,
    tone: "danger",
    basis: article5,
  };
}
