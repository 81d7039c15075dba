import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { addressFilter } from "../../app/address-filter";
import { dataRevision } from "../../app/changes";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can, session } from "../../app/session";
import type { DutyLine, InquirySheet, Person } from "./types";

export const tabs = ["list", "sources", "duty"] as const;
export type TabName = (typeof tabs)[number];

const isOpen = () => desk.value === "inquiries" && Boolean(session.value?.signed_in) && can("inquiry:read");
const moment = () => ({ ...asOfQuery.value, revision: dataRevision.value });

export const tab = computed<TabName>(() => {
  const asked = extra.value.inquirytab as TabName | undefined;
  return asked && tabs.includes(asked) ? asked : "list";
});
export const openTab = (name: string) => {
  setExtra("inquirytab", name === "list" ? null : name);
  setExtra("inquiry", null);
};

export const inquiryId = computed(() => {
  const value = Number(extra.value.inquiry);
  return Number.isInteger(value) && value > 0 ? value : null;
});

/** Who asked, once looked at; forgotten as soon as another inquiry is opened, or none. */
export const person = signal<{ id: number; data: Person } | null>(null);
export const openInquiry = (id: number | null) => {
  person.value = null;
  setExtra("inquiry", id === null ? null : String(id));
};

export const filterNames = ["state", "park", "owner", "region", "industry", "chain", "overdue", "link", "q"] as const;
export type FilterName = (typeof filterNames)[number];
const inAddress = addressFilter("i", filterNames);
export const { filter, isFiltered, setFilter, clearFilter, filterQuery } = inAddress;
/** From a figure to the list it counts. */
export const showList = (change: Partial<Record<FilterName, string>>) => {
  setFilter({ ...inAddress.none, ...change });
  openTab("list");
};

export const inquiries = resource(
  () => (isOpen() && inquiryId.value === null && tab.value === "list" ? { ...filter.value, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/inquiries", { query, signal: abort }),
);
export const sources = resource(
  () => (isOpen() && inquiryId.value === null && tab.value === "sources" ? moment() : null),
  ({ revision: _, ...query }, abort) => api.get("/api/inquiries/sources", { query, signal: abort }),
);
export const duty = resource(
  () => (isOpen() && inquiryId.value === null && tab.value === "duty" ? moment() : null),
  ({ revision: _, ...query }, abort) => api.get("/api/inquiries/duty", { query, signal: abort }),
);
export const sheet = resource(
  () => (isOpen() && inquiryId.value !== null ? { id: inquiryId.value, ...moment() } : null),
  ({ revision: _, id, ...query }, abort) =>
    api.get("/api/inquiries/{inquiry_id}", { path: { inquiry_id: id }, query, signal: abort }),
);
export const officers = resource(
  () => (isOpen() ? { revision: dataRevision.value } : null),
  (_, abort) => api.get("/api/inquiries/officers", { signal: abort }),
);

/** The dialog that is open over the page. */
export type Asked =
  | { kind: "answer" | "note" | "assign" | "lead" | "project" | "close" | "reopen" | "person"; sheet: InquirySheet }
  | { kind: "duty"; line: DutyLine };
export const asked = signal<Asked | null>(null);
export const closeAsked = () => {
  asked.value = null;
};

export { send } from "../../app/changes";

/** Look at who asked; the server writes it down. */
export async function showPerson(id: number): Promise<void> {
  person.value = {
    id,
    data: await api.post("/api/inquiries/{inquiry_id}/person-reading", { path: { inquiry_id: id } }),
  };
  sheet.reload();
}
