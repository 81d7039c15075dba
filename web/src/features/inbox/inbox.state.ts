import { computed } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can, session, user } from "../../app/session";

export type Bucket = "overdue" | "today" | "week" | "month" | "quarter" | "untouched";
export const bucketNames: readonly Bucket[] = ["overdue", "today", "week", "month", "quarter", "untouched"];

export type InboxItem = contract.InboxItem;
export type Inbox = contract.InboxAnswer;

/** What the page is asked for; it is the address as well. `person` "-" = followed by nobody. */
export const wanted = computed(() => ({
  park: extra.value.inboxpark ?? "",
  person: extra.value.inboxperson ?? "",
  source: extra.value.inboxsource ?? "",
  untouched: extra.value.inboxdays ?? "",
}));

export const bucket = computed<Bucket | null>(() => {
  const chosen = extra.value.inboxbucket as Bucket | undefined;
  return chosen && bucketNames.includes(chosen) ? chosen : null;
});

/** Only what is overdue for so long that leaders are told. A leader's inbox begins there; "0" in the address asks for everything. */
export const isEscalated = computed(() => {
  const asked = extra.value.inboxescalated;
  return asked === "1" || (asked === undefined && user.value?.role === "leader" && bucket.value === null);
});

export const ask = {
  escalated: (value: boolean) => setExtra("inboxescalated", value ? "1" : "0"),
  park: (value: string) => setExtra("inboxpark", value || null),
  person: (value: string) => setExtra("inboxperson", value || null),
  source: (value: string) => setExtra("inboxsource", value || null),
  untouched: (value: string) => setExtra("inboxdays", value || null),
  bucket: (value: Bucket | null) => setExtra("inboxbucket", value),
};

export function clearAsked(): void {
  for (const reset of [ask.park, ask.person, ask.source, ask.untouched]) reset("");
  ask.escalated(false);
  ask.bucket(null);
}

export const isAsked = computed(
  () => Object.values(wanted.value).some(Boolean) || bucket.value !== null || isEscalated.value,
);

export const inbox = resource(
  () => {
    if (desk.value !== "inbox" || !session.value?.signed_in || !can("inbox:read")) return null;
    return { ...wanted.value, ...asOfQuery.value, revision: dataRevision.value };
  },
  ({ revision: _, ...query }, abort) => api.get("/api/inbox", { query, signal: abort }),
);
