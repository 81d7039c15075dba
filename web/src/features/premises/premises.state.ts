import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can, session } from "../../app/session";
import type { PremisesRow } from "./types";

export const tabs = ["premises", "chain", "matches"] as const;
export type TabName = (typeof tabs)[number];
export const kinds = ["workshop", "transfer", "expansion"] as const;

const isOpen = () => desk.value === "premises" && Boolean(session.value?.signed_in) && can("site:read");
const moment = () => ({ ...asOfQuery.value, revision: dataRevision.value });

export const tab = computed<TabName>(() => {
  const wanted = extra.value.prtab as TabName | undefined;
  return wanted && tabs.includes(wanted) ? wanted : "premises";
});
export const openTab = (name: string) => setExtra("prtab", name === "premises" ? null : name);
export const kind = computed(() => extra.value.prkind ?? "");

export const rows = resource(
  () => (isOpen() ? { ...moment(), kind: kind.value } : null),
  ({ revision: _, ...query }, signal) => api.get("/api/premises", { query, signal }),
);

export const context = resource(
  () => (isOpen() ? moment() : null),
  ({ revision: _, ...query }, signal) => api.get("/api/site-context", { query, signal }),
);

export const runs = resource(
  () => (isOpen() && tab.value === "matches" ? moment() : null),
  (_, signal) => api.get("/api/matches", { query: { limit: 100 }, signal }),
);

export type Asked =
  | { form: "premises"; row: PremisesRow | null; publish?: boolean }
  | { form: "photo"; row: PremisesRow }
  | { form: "mistake"; row: PremisesRow }
  | { form: "destination" }
  | { form: "link" }
  | { form: "member" }
  | { form: "precision" }
  | { form: "end"; entry: "destinations" | "chain-links" | "chain-members"; id: number; name: string };

/** The form that is open over the page. */
export const asked = signal<Asked | null>(null);
export const closeAsked = () => {
  asked.value = null;
};
