import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";

export type OwnSession = contract.OwnSession;

/** The list of one's own sessions is open. */
export const sessionsOpen = signal(false);

export const sessions = resource(
  () => (sessionsOpen.value ? {} : null),
  (_, abort) => api.get("/api/sessions", { signal: abort }),
);

/** End one session, or every other one. */
export async function endSession(id: string | null): Promise<void> {
  if (id === null) await api.delete("/api/sessions");
  else await api.delete("/api/sessions/{session_id}", { path: { session_id: id } });
  sessions.reload();
}

const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/MicroMessenger/, "微信"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS/, "macOS"],
  [/Linux/, "Linux"],
];

/** What a person would call the device whose browser names itself so; null where that says nothing. */
export function deviceName(agent: string): string | null {
  const named = [browsers, systems].flatMap((list) => list.find(([sign]) => sign.test(agent))?.[1] ?? []);
  return named.length ? named.join(" · ") : null;
}
