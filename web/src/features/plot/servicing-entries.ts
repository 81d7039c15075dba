import { isIsoDate } from "../../locale/date";
import { em } from "./edit-messages";
import type { ServicingFact } from "./types";

/** One row of the form, as typed. */
export interface FactEntry {
  utility: string;
  status: string;
  capacity: string;
  unit: string;
  source: string;
  observed_on: string;
}

/** Units in which capacities are usually given here; the officer may type another. */
const usualUnits: Record<string, string> = {
  water: "m³/d",
  power: "kVA",
  drainage: "m³/d",
  gas: "m³/h",
  heat: "t/h",
  telecom: "Mbit/s",
  road: "m",
};

/** The form at first: what is recorded, and an empty row for what is not. */
export function factEntries(utilities: string[], facts: ServicingFact[], today: string): FactEntry[] {
  return utilities.map((utility) => {
    const fact = facts.find((candidate) => candidate.utility === utility);
    if (!fact)
      return {
        utility,
        status: "unknown",
        capacity: "",
        unit: usualUnits[utility] ?? "",
        source: "",
        observed_on: today,
      };
    return {
      utility,
      status: fact.status,
      capacity: fact.capacity === null ? "" : String(fact.capacity),
      unit: fact.unit ?? usualUnits[utility] ?? "",
      source: fact.source,
      observed_on: fact.observed_on,
    };
  });
}

export function changedFacts(before: FactEntry[], now: FactEntry[]): FactEntry[] {
  return now.filter((entry, index) => JSON.stringify(entry) !== JSON.stringify(before[index]));
}

export function checkFacts(entries: FactEntry[]): { utility: string; sentence: string } | null {
  for (const { utility, capacity, source, observed_on } of entries) {
    if (!source.trim()) return { utility, sentence: em.needSource() };
    if (!isIsoDate(observed_on)) return { utility, sentence: em.needDate() };
    const value = capacity.trim() === "" ? 0 : Number(capacity);
    if (!Number.isFinite(value) || value < 0) return { utility, sentence: em.notNumber() };
  }
  return null;
}
