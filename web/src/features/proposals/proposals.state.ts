import { computed, signal } from "@preact/signals";
import { api, type Query } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { isPhone, setLayout } from "../../app/layout";
import { desk, extra, setExtra } from "../../app/location";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { can, session } from "../../app/session";
import type { Operation, Remark, Sheet } from "./types";

const isHere = computed(() => desk.value === "proposals" && session.value?.signed_in === true && can("proposal:read"));

/** The proposal that is open, from the address; the drawing board reads the same name. */
export const proposalId = computed(() => {
  const id = Number(extra.value.proposal);
  return desk.value === "proposals" && Number.isInteger(id) && id > 0 ? id : null;
});

export function openProposal(id: number | null): void {
  setExtra("proposal", id === null ? null : String(id));
  if (id !== null && !isPhone.value) setLayout({ bottom: true });
}

/** The filter of the list, from the address. */
export const stateFilter = computed(() => extra.value.pstate ?? "");
export const setStateFilter = (state: string) => setExtra("pstate", state || null);
export const onlyConflicts = computed(() => extra.value.pconflicts === "1");
export const onlyMine = computed(() => extra.value.pmine === "1");
export const setFlag = (name: "pconflicts" | "pmine", on: boolean) => setExtra(name, on ? "1" : null);
export const words = computed(() => extra.value.pq ?? "");
export const setWords = (text: string) => setExtra("pq", text || null);
export const isFiltered = computed(
  () => Boolean(stateFilter.value || words.value) || onlyConflicts.value || onlyMine.value,
);

export const proposals = resource(
  () =>
    isHere.value && proposalId.value === null
      ? {
          state: stateFilter.value,
          conflicts: onlyConflicts.value,
          mine: onlyMine.value,
          q: words.value,
          revision: dataRevision.value,
        }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/proposals", { query: query as Query, signal: abort }),
);

const opened = () =>
  isHere.value && proposalId.value !== null ? { id: proposalId.value, revision: dataRevision.value } : null;

export const sheet = resource(opened, ({ id }, abort) =>
  api.get("/api/proposals/{proposal_id}", { path: { proposal_id: id }, signal: abort }),
);
export const openSheet = computed(() => (sheet.data.value?.id === proposalId.value ? sheet.data.value : null));

/** What the rules say now; while a proposal can still change or be published. */
export const check = resource(
  () => {
    const state = openSheet.value?.state;
    const asked = opened();
    return asked && state && state !== "published" && state !== "withdrawn"
      ? { ...asked, moment: state === "submitted" ? "publish" : "submit" }
      : null;
  },
  ({ id, moment }, abort) =>
    api.get("/api/proposals/{proposal_id}/check", { path: { proposal_id: id }, query: { moment }, signal: abort }),
);

export const tabs = ["difference", "balance", "findings", "way"] as const;
export type TabName = (typeof tabs)[number];
export const tab = computed<TabName>(() => {
  const wanted = extra.value.ptab as TabName | undefined;
  return wanted && tabs.includes(wanted) ? wanted : "difference";
});
export function openTab(name: string): void {
  setExtra("ptab", name === "difference" ? null : name);
  setLayout(isPhone.value ? { bottom: true, left: false, right: false } : { bottom: true });
}

export const mayEdit = computed(
  () => can("proposal:edit") && ["draft", "returned"].includes(openSheet.value?.state ?? ""),
);

/** The form that is open over the desk. */
export type Question =
  | { kind: "new" }
  | { kind: "rename"; sheet: Sheet }
  | { kind: "submit" | "take_back" | "return" | "publish" | "withdraw"; sheet: Sheet }
  | { kind: "resolve"; sheet: Sheet; remark: Remark };
export const asked = signal<Question | null>(null);
export const closeAsked = () => {
  asked.value = null;
};
/** A remark is being written: in the panel, so that the map stays in reach. */
export const remarking = signal(false);

/** Let the results of an operation take over fields of the parents in other ways. */
export async function chooseFields(operation: Operation, policies: Record<string, string>): Promise<void> {
  await api.put("/api/proposals/{proposal_id}/operations/{operation_id}/fields", {
    path: { proposal_id: proposalId.value!, operation_id: operation.id },
    body: {
      policies,
      expected_version: operation.version,
    },
  });
  noteDataChange();
}

export async function actOn(operation: Operation, act: "removal" | "restoration" | "rebase"): Promise<void> {
  await api.post(`/api/proposals/{proposal_id}/operations/{operation_id}/${act}`, {
    path: { proposal_id: proposalId.value!, operation_id: operation.id },
    body: { expected_version: operation.version },
  });
  noteDataChange();
}

registerPanel({
  id: "proposal-tables",
  slot: "bottom",
  order: 10,
  desks: ["proposals"],
  component: part(async () => (await import("./proposal-tables")).ProposalTables),
  visible: () => proposalId.value !== null,
});
registerPanel({
  id: "proposal-dialogs",
  slot: "overlay",
  order: 36,
  component: part(async () => (await import("./dialogs")).ProposalDialogs),
  visible: () => asked.value !== null,
});
