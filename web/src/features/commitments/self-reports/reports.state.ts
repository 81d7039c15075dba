import { computed, signal } from "@preact/signals";
import { api, type BodyOf } from "../../../api/client";
import { resource } from "../../../api/resource";
import { addressFilter } from "../../../app/address-filter";
import { dataRevision, noteDataChange } from "../../../app/changes";
import { asOfQuery, desk, extra, openDesk, setExtra } from "../../../app/location";
import { part } from "../../../app/part";
import { registerPanel } from "../../../app/registry";
import { primaryId } from "../../../app/selection";
import { can } from "../../../app/session";
import { opened, tabIsOpen, view } from "../commitments.state";
import type { ReportRow, ReportSheet } from "./types";

export const reportFilter = addressFilter("zb", ["state", "park", "overdue"]);

const isOpen = () => desk.value === "commitments" && can("commitment:read");
const moment = () => ({ ...asOfQuery.value, revision: dataRevision.value });

/** The report whose sheet is open. */
export const reportId = computed<number | null>(() => {
  const id = Number(extra.value.self_report);
  return Number.isInteger(id) && id > 0 ? id : null;
});

export function openReport(id: number | null): void {
  setExtra("self_report", id === null ? null : String(id));
}

/** From elsewhere on the desk to the sheet of one report. */
export function showReport(id: number): void {
  openDesk("commitments");
  setExtra("promise_view", "reports");
  openReport(id);
}

export const reports = resource(
  () => (isOpen() && view.value === "reports" ? { ...reportFilter.filter.value, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/self-reports", { query, signal: abort }),
);

export const reportSheet = resource(
  () => (isOpen() && view.value === "reports" && reportId.value !== null ? { id: reportId.value, ...moment() } : null),
  ({ id, revision: _, ...query }, abort) =>
    api.get("/api/self-reports/{report_id}", { path: { report_id: id }, query, signal: abort }),
);

/** The reports on the contract whose obligation is open. */
export const reportsOfContract = resource(
  () => (isOpen() && opened.value ? { contract_id: opened.value.contract, ...moment() } : null),
  ({ revision: _, ...query }, abort) => api.get("/api/self-reports", { query, signal: abort }),
);

/** The reports on the plot whose dossier shows its promises. */
export const reportsOfPlot = resource(
  () =>
    primaryId.value !== null && can("commitment:read") && tabIsOpen.value
      ? { plot_id: primaryId.value, ...moment() }
      : null,
  ({ revision: _, ...query }, abort) => api.get("/api/self-reports", { query, signal: abort }),
);

export type ReportDialog =
  | { kind: "return" | "accept" | "cancel"; sheet: ReportSheet }
  | { kind: "link"; report: Pick<ReportRow, "id" | "report_no" | "party_name_zh" | "plot_no" | "due_on"> };

export const reportDialog = signal<ReportDialog | null>(null);
export const closeReportDialog = () => {
  reportDialog.value = null;
};

/** The contract whose holder is being asked. It stands in the address, so that a contract's own sheet can lead here. */
export const askingFor = computed<number | null>(() => {
  const id = Number(extra.value.ask_report);
  return Number.isInteger(id) && id > 0 && can("commitment:check") ? id : null;
});
export const askFor = (contractId: number | null) =>
  setExtra("ask_report", contractId === null ? null : String(contractId));

export const offer = resource(
  () => (askingFor.value !== null ? { contract_id: askingFor.value } : null),
  (query, abort) => api.get("/api/self-reports/offer", { query, signal: abort }),
);

export type Request = BodyOf<"post", "/api/self-reports">;

/** Ask, then show the report with its link ready to be handed over. */
export async function ask(body: Request): Promise<{ id: number; report_no: string }> {
  const made = await api.post("/api/self-reports", { body });
  noteDataChange();
  return made;
}

/** The next step of a report, on the ground of what was on the screen. */
export async function step(request: Promise<ReportSheet>): Promise<void> {
  await request;
  noteDataChange();
}

export const readAgain = (id: number) => api.get("/api/self-reports/{report_id}", { path: { report_id: id } });

/** The link is told only when asked for; the server writes down who looked. */
export const readLink = (id: number) =>
  api.post("/api/self-reports/{report_id}/link-reading", { path: { report_id: id } });

export const usableOf = (contractId: number, abort: AbortSignal) =>
  api.get("/api/self-reports/usable", { query: { contract_id: contractId }, signal: abort });

registerPanel({
  id: "report-dialogs",
  slot: "overlay",
  order: 31,
  component: part(async () => (await import("./report-dialogs")).ReportDialogs),
  visible: () => reportDialog.value !== null,
});
