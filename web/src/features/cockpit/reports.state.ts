import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { dataRevision, noteDataChange } from "../../app/changes";
import { desk, extra, setExtra } from "../../app/location";
import { can } from "../../app/session";
import { tab } from "./cockpit.state";
import type { Restated } from "./report-types";

const open = () => desk.value === "cockpit" && tab.value === "reports" && can("cockpit:read");

export const reports = resource(
  () => (open() ? { revision: dataRevision.value } : null),
  (_, abort) => api.get("/api/monthly-reports", { signal: abort }),
);

/** The report that is open: the one in the address, else the newest. */
export const reportId = computed(() => {
  const asked = Number(extra.value.report);
  return Number.isInteger(asked) && asked > 0 ? asked : (reports.data.value?.items[0]?.id ?? null);
});
export const openReport = (id: number) => setExtra("report", String(id));

const ofReport = <T>(load: (report_id: number, abort: AbortSignal) => Promise<T>) =>
  resource(
    () => (open() && reportId.value !== null ? { id: reportId.value, revision: dataRevision.value } : null),
    ({ id }, abort) => load(id, abort),
  );
export const report = ofReport((report_id, signal) =>
  api.get("/api/monthly-reports/{report_id}", { path: { report_id }, signal }),
);
export const restated = ofReport((report_id, signal) =>
  api.get("/api/monthly-reports/{report_id}/restatement", { path: { report_id }, signal }),
);
export const verified = ofReport((report_id, signal) =>
  api.get("/api/monthly-reports/{report_id}/verify", { path: { report_id }, signal }),
);

/** The figure whose change is being explained. */
export const explaining = signal<Restated | null>(null);
export const freezing = signal(false);

export async function freeze(month: string): Promise<void> {
  const { id } = await api.post("/api/monthly-reports", { body: { month } });
  freezing.value = false;
  noteDataChange();
  openReport(id);
}

export async function explain(figure: string, reason: string): Promise<void> {
  await api.post("/api/monthly-reports/{report_id}/reasons", {
    path: { report_id: reportId.value! },
    body: { figure, reason },
  });
  explaining.value = null;
  noteDataChange();
}
