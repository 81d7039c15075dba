import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { zone } from "../../app/zone";
import { ruleName } from "./rule-names";
import { type Entry, type EntryDraft, groupsOf, matches, type Rule } from "./rulebook";
import { shown } from "./settings.state";

export const rulebook = resource(
  () => (shown("rules") ? "entries" : null),
  (_, abort) => api.get("/api/rulebook", { signal: abort }),
);

export const sought = signal("");
export const onlyUnconfirmed = signal(false);

export const today = computed(() => zone.value?.today ?? "");

const groups = computed(() => groupsOf(rulebook.data.value ?? [], today.value));

export const unconfirmedCount = computed(() => rulebook.data.value?.filter((entry) => !entry.confirmed).length ?? 0);

export const shownGroups = computed(() =>
  groups.value
    .map(({ id, rules }) => ({
      id,
      rules: rules.filter(
        (rule) =>
          matches(rule, ruleName(rule), sought.value) &&
          (!onlyUnconfirmed.value || rule.entries.some((entry) => !entry.confirmed)),
      ),
    }))
    .filter(({ rules }) => rules.length > 0),
);

export function seekAll(): void {
  sought.value = "";
  onlyUnconfirmed.value = false;
}

/** The dialog that is open. */
export const ruleDialog = signal<
  { kind: "add" | "history"; rule: Rule } | { kind: "confirm"; rule: Rule; entry: Entry } | null
>(null);

export const history = resource(
  () => (ruleDialog.value?.kind === "history" ? { code: ruleDialog.value.rule.code } : null),
  ({ code }, abort) => api.get("/api/rulebook/{code}/history", { path: { code }, signal: abort }),
);

function settle(): void {
  ruleDialog.value = null;
  rulebook.reload();
}

export async function addEntry(rule: Rule, draft: EntryDraft): Promise<void> {
  await api.post("/api/rulebook", {
    body: {
      code: rule.code,
      value: draft.value.trim(),
      effective_from: draft.effective_from,
      basis: draft.basis.trim(),
      note: draft.note.trim(),
      confirmed: draft.confirmed,
      reason: draft.reason.trim(),
    },
  });
  settle();
}

export async function confirmEntry(entry: Entry, basis: string, reason: string): Promise<void> {
  await api.post("/api/rulebook/{entry_id}/confirm", {
    path: { entry_id: entry.id },
    body: { basis: basis.trim(), reason: reason.trim() },
  });
  settle();
}
