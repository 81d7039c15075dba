import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import type * as contract from "../../api/schema";

export const textNames = [
  "color",
  "headline_zh",
  "headline_en",
  "intro_zh",
  "intro_en",
  "contact_zh",
  "contact_en",
  "phone",
  "email",
  "address_zh",
  "address_en",
  "window_url",
] as const;
export type TextName = (typeof textNames)[number];
export type Look = contract.LookAnswer;

export const open = signal(false);

export const look = resource(
  () => (open.value ? "look" : null),
  (_, stop) => api.get("/api/zone/look", { signal: stop }),
);

/** What the server answered to the newest change; its version is the one the next change must name. */
const answered = signal<Look | null>(null);

/** The look as last told by the server, by a question or by the answer to a change. */
export const current = computed(() => {
  const asked = look.data.value;
  return answered.value !== null && answered.value.version > (asked?.version ?? -1) ? answered.value : asked;
});

export async function saveLook(values: Record<TextName, string>, version: number, reason: string): Promise<void> {
  answered.value = await api.put("/api/zone/look", { body: { ...values, expected_version: version, reason } });
}

export async function saveCover(file: File, version: number): Promise<void> {
  const form = new FormData();
  form.set("file", file);
  form.set("expected_version", String(version));
  answered.value = await api.put("/api/zone/look/cover", { body: form });
}

export async function removeCover(version: number): Promise<void> {
  await api.delete("/api/zone/look/cover", { query: { expected_version: version } });
  look.reload();
}
