import type * as contract from "../../api/schema";

/** One value of a code in force over [effective_from, effective_to). */
export type Entry = contract.GisappRulebookRoutesEntryAnswer;
export type PastEntry = contract.PastEntryAnswer;

/** A code with its dated entries, the latest first. */
export interface Rule {
  code: string;
  unit: string;
  /** The entry in force today, else the nearest one. */
  now: Entry;
  entries: Entry[];
}

export interface RuleGroup {
  /** The concept the rules belong to: what stands before the dot of their codes. */
  id: string;
  rules: Rule[];
}

export type Standing = "in_force" | "past" | "coming";

export function standingOf(entry: Pick<Entry, "effective_from" | "effective_to">, today: string): Standing {
  if (entry.effective_from > today) return "coming";
  return entry.effective_to !== null && entry.effective_to <= today ? "past" : "in_force";
}

const spaceless = (text: string) => text.toLowerCase().replace(/\s+/g, "");

/** What somebody is looking for, in name, code, note or basis. */
export function matches(rule: Rule, name: string, words: string): boolean {
  const wanted = spaceless(words);
  if (spaceless(name).includes(wanted)) return true;
  return (
    wanted === "" ||
    rule.entries.some(({ code, note, basis }) => spaceless(`${code} ${note} ${basis}`).includes(wanted))
  );
}

/** Entries → concepts with their rules, both by code. */
export function groupsOf(entries: readonly Entry[], today: string): RuleGroup[] {
  const byCode = new Map<string, Entry[]>();
  for (const entry of entries) byCode.set(entry.code, [...(byCode.get(entry.code) ?? []), entry]);
  const groups = new Map<string, Rule[]>();
  for (const code of [...byCode.keys()].sort()) {
    const dated = byCode.get(code)!.sort((a, b) => (a.effective_from < b.effective_from ? 1 : -1));
    const now = dated.find((entry) => standingOf(entry, today) === "in_force") ?? dated[0]!;
    const id = code.split(".")[0]!;
    groups.set(id, [...(groups.get(id) ?? []), { code, unit: now.unit, now, entries: dated }]);
  }
  return [...groups].map(([id, rules]) => ({ id, rules }));
}

export interface EntryDraft {
  value: string;
  effective_from: string;
  basis: string;
  note: string;
  confirmed: boolean;
  reason: string;
}

export type DraftFaults = Partial<Record<keyof EntryDraft, "value" | "date" | "basis" | "reason">>;

export function draftOf(rule: Rule): EntryDraft {
  return { value: "", effective_from: "", basis: "", note: rule.now.note, confirmed: false, reason: "" };
}

export function checkDraft(draft: EntryDraft): DraftFaults {
  const faults: DraftFaults = {};
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(draft.value.trim())) faults.value = "value";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.effective_from)) faults.effective_from = "date";
  if (draft.basis.trim().length < 2) faults.basis = "basis";
  if (draft.reason.trim().length < 2) faults.reason = "reason";
  return faults;
}
