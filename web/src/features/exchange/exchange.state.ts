import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { asOfQuery, desk, extra, setExtra } from "../../app/location";
import { can } from "../../app/session";
import type { Difference, RunSheet } from "./types";

const isHere = computed(() => desk.value === "exchange" && can("exchange:read"));
const round = signal(0);

export const runs = resource(
  () => (isHere.value ? { round: round.value } : null),
  (_, abort) => api.get("/api/exchange/runs", { signal: abort }),
);

/** The comparison that is open; its number is part of the address. */
export const runId = computed(() => {
  const id = Number(extra.value.run);
  return Number.isInteger(id) && id > 0 ? id : null;
});

export function openRun(id: number | null): void {
  setExtra("run", id === null ? null : String(id));
  chosen.value = new Set();
}

export const sheet = resource(
  () => (isHere.value && runId.value !== null ? { id: runId.value, round: round.value } : null),
  ({ id }, abort) => api.get("/api/exchange/runs/{run_id}", { path: { run_id: id }, signal: abort }),
);

export const verdictFilter = computed(() => extra.value.verdict ?? "");
export const openOnly = computed(() => extra.value.unsettled === "1");
export const words = signal("");
/** The differences that are chosen to be settled together. */
export const chosen = signal<ReadonlySet<number>>(new Set());
export const settling = signal(false);

export const shown = computed<Difference[]>(() => {
  const wanted = words.value.trim().toLowerCase();
  return (sheet.data.value?.items ?? []).filter(
    (item) =>
      (!verdictFilter.value || item.verdict === verdictFilter.value) &&
      (!openOnly.value || item.resolution === null) &&
      (!wanted ||
        [item.contract_no, item.plot_no, item.field_zh, item.field_en, item.theirs].some((text) =>
          text?.toLowerCase().includes(wanted),
        )),
  );
});

export function choose(numbers: Iterable<number>, on: boolean): void {
  const next = new Set(chosen.value);
  for (const number of numbers) {
    if (on) next.add(number);
    else next.delete(number);
  }
  chosen.value = next;
}

export async function compareTable(file: File, onSent: (share: number) => void): Promise<RunSheet> {
  const form = new FormData();
  form.append("file", file);
  const run = await api.upload("/api/exchange/runs", form, { query: asOfQuery.value, onSent });
  round.value += 1;
  openRun(run.id);
  return run;
}

export async function settleChosen(resolution: string, note: string): Promise<void> {
  await api.post("/api/exchange/runs/{run_id}/settlements", {
    path: { run_id: runId.value! },
    body: { sequences: [...chosen.value], resolution, note },
  });
  chosen.value = new Set();
  settling.value = false;
  round.value += 1;
}
