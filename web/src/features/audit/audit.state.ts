import { computed, effect, signal } from "@preact/signals";
import { api } from "../../api/client";
import type * as contract from "../../api/schema";
import { desk } from "../../app/location";
import { can, session } from "../../app/session";

export type Operation = contract.Operation;

export interface LogFilter {
  actor: string;
  tag: string;
  plot: { id: number; no: string } | null;
}

const pageSize = 100;
const nothing: LogFilter = { actor: "", tag: "", plot: null };

export const logFilter = signal<LogFilter>(nothing);
export const operations = signal<Operation[] | null>(null);
export const failure = signal<unknown>(null);
export const loading = signal(false);
/** The last page was not full: there is nothing earlier. */
export const atEnd = signal(false);
/** Everybody seen so far; grows with what has been read. */
export const actors = signal<string[]>([]);

export const isLogFiltered = computed(() => JSON.stringify(logFilter.value) !== JSON.stringify(nothing));

let question = 0;

async function read(before: number | null): Promise<void> {
  question += 1;
  const mine = question;
  const { actor, tag, plot } = logFilter.value;
  loading.value = true;
  try {
    const page = await api.get("/api/audit", { query: { limit: pageSize, before, actor, tag, plot: plot?.id } });
    if (mine !== question) return;
    operations.value = before === null ? page : [...(operations.value ?? []), ...page];
    atEnd.value = page.length < pageSize;
    actors.value = [...new Set([...actors.value, ...page.map(({ actor_name }) => actor_name)])].sort();
    failure.value = null;
  } catch (error) {
    if (mine === question) failure.value = error;
  } finally {
    if (mine === question) loading.value = false;
  }
}

export function readEarlier(): Promise<void> {
  return read(operations.value?.at(-1)?.id ?? null);
}

export function readAgain(): Promise<void> {
  return read(null);
}

export function filterLog(change: Partial<LogFilter>): void {
  logFilter.value = { ...logFilter.value, ...change };
}

export function clearLogFilter(): void {
  logFilter.value = nothing;
}

/** Read afresh when the page is opened and when its filter changes. */
function bindAudit(): void {
  effect(() => {
    const asked = logFilter.value;
    if (!session.value?.signed_in) {
      operations.value = null;
      actors.value = [];
    } else if (desk.value === "audit" && can("audit:read") && asked) read(null);
  });
}

bindAudit();
