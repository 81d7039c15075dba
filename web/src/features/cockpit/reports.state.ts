import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { desk, extra, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { tab } from "./cockpit.state";
import type { Report, ReportList, Restated, Verified } from "./report-types";

const open = () => desk.value === "cockpit" && tab.value === "reports" && can("cockpit:read");

export const reports = resource(
  () => (open() ? { revision: dataRevision.value } : null),
  (_, abort) => api.get<ReportList>("/api/monthly-reports", undefined, abort),
);

/** The report that is open: the one in the address, else the newest. */
export const reportId = computed(() => {
  const asked = Number(extra.value.report);
  return Number.isInteger(asked) && asked > 0 ? asked : (reports.data.value?.items[0]?.id ?? null);
});
export const openReport = (id: number) => setExtra("report", String(id));

const ofReport = <T>(path: string) =>
  resource(
    () => (open() && reportId.value !== null ? { id: reportId.value, revision: dataRevision.value } : null),
    ({ id }, abort) => api.get<T>(`/api/monthly-reports/${id}${path}`, undefined, abort),
  );
export const report = ofReport<Report>("");
export const restated = ofReport<Restated[]>("/restatement");
export const verified = ofReport<Verified>("/verify");

/** The figure whose change is being explained. */
export const explaining = signal<Restated | null>(null);
export const freezing = signal(false);

export async function freeze(month: string): Promise<void> {
  const { id } = await api.post<{ id: number }>("/api/monthly-reports", { month });
  freezing.value = false;
  noteDataChange();
  openReport(id);
}

export async function explain(figure: string, reason: string): Promise<void> {
  await api.post(`/api/monthly-reports/${reportId.value}/reasons`, { figure, reason });
  explaining.value = null;
  noteDataChange();
}
