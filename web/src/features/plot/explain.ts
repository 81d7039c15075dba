import { daysBetween } from "../../locale/days";
import type { AxisName, Dossier, Milestone } from "./types";

/**
 * Why a plot stands where it stands, and what comes next: read from the recorded facts of one day. It repeats no legal
 * finding and counts no term of law: whether land is idle, since when and by which day something is due, the server's
 * identification says (features/idle).
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
  | "startUndated"
  | "building"
  | "buildingLate"
  | "stopped"
  | "completed"
  | "completedPlain"
  | "inProduction"
  | "idleSuspected"
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
  | "watchCompletion"
  | "urgeCompletion"
  | "checkStop"
  | "urgeProduction"
  | "superviseUse"
  | "reviewOutput"
  | "issueInvestigation"
  | "planDisposal"
  | "followDisposal"
  | "followReuse";

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
  tone: "neutral",
  basis: null,
} as const;

type Facts = Pick<Dossier, "stage" | "land_control" | "development" | "axes" | "conditions" | "contract">;

export function explain(plot: Facts, asOf: string): Explanation {
  const milestone = (kind: string) => plot.contract?.milestones.find((entry) => entry.kind === kind);
  switch (plot.stage) {
    case "idle_suspected":
      return { ...plain, axis: "compliance", why: "idleSuspected", next: "issueInvestigation", tone: "danger" };
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
  const days = daysBetween(asOf, agreed);
  if (days >= 0) return { ...base, on: agreed, days, why: "startAhead", next: "remindStart" };
  return { ...base, on: agreed, days, why: "startPassed", next: "urgeStart", tone: "warning" };
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
  const days = since ? daysBetween(asOf, since) : null;
  return { ...plain, axis: "development", why: "stopped", next: "checkStop", on: since, days, tone: "warning" };
}
